package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Given a job that fails, is late or can no longer be polled, it is reported with its request id and not left running.
 */
class JobFailureTest extends GeneratorContract {

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void aFailedJobIsReportedWithItsRequestId(ErrorType error) throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.jobError(error));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.requestId()).isPresent();
        assertThat(failed.message()).contains(failed.requestId().get());
        assertThat(failed.paid()).isFalse();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void pollsGoOnThroughADisturbance(int status) throws Exception {
        harness.simulator.faults().add(Fault.status(status).on(Operation.STATUS).times(4));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.events(ImageEvent.Retrying.class)).hasSize(4);
    }

    @Test
    void aJobThatCannotBeWatchedIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));
        harness.simulator.faults().add(Fault.status(404).on(Operation.STATUS));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.message())
                .contains("the cancel was accepted")
                .contains(failed.requestId().orElseThrow());
        assertThat(harness.simulator.record().jobsLeftRunning()).isZero();
    }

    @Test
    void anUnreadableStatusOnceIsPassedOver() throws Exception {
        harness.simulator
                .faults()
                .add(Fault.body(WrongBody.HTML).on(Operation.STATUS).times(2));

        assertThat(harness.generate("apple").isComplete()).isTrue();
    }

    @Test
    void aJobWhoseStatusCannotBeReadIsGivenUpOrStoredIfItWasComplete() throws Exception {
        harness.simulator.faults().add(Fault.body(WrongBody.HTML).on(Operation.STATUS));
        harness.simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofMinutes(1)));

        assertThat(harness.generate("apple").isComplete()).isTrue();
        assertThat(failureOf("pear").message()).contains("the cancel was accepted");
    }

    @Test
    void aJobThatWaitsTooLongInTheQueueIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.queueDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message()).contains("queueTimeoutSeconds").contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }

    @Test
    void aJobThatRunsTooLongIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.run(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed =
                (ImageOutcome.Failed) harness.runDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message()).contains("runTimeoutSeconds").contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }

    @Test
    void aJobThatWasCompleteWhenItsDeadlinePassedIsStored() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.run(Duration.ofMinutes(1)), Fault.cancelTooLate());

        BatchOutcome outcome = harness.runDeadline(Duration.ofSeconds(1)).generate("apple");

        assertThat(outcome.isComplete()).isTrue();
    }

    @Test
    void theTotalDeadlineEndsEveryImage() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));

        BatchOutcome outcome =
                harness.maxConcurrent(1).totalDeadline(Duration.ofSeconds(1)).generate("taken", "waiting");

        assertThat(outcome.images())
                .allSatisfy(image ->
                        assertThat(((ImageOutcome.Failed) image).message()).contains("timeoutSeconds"));
        assertThat(((ImageOutcome.Failed) outcome.images().get(1)).message()).contains("nothing is billed");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }
}
