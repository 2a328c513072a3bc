package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Given a batch in which one image fails, the others continue or are canceled, as the plan says. */
class BatchFailureTest extends GeneratorContract {

    @Test
    void theOthersGoOnWhenOneFails() throws Exception {
        harness.simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        BatchOutcome outcome = harness.generate("good", "bad", "better");

        assertThat(outcome.isComplete()).isFalse();
        assertThat(outcome.stored()).extracting(GeneratedImage::name).containsExactly("good.jpg", "better.jpg");
    }

    @Test
    void theOthersAreCanceledWhenOneFailsAndThePlanFailsFast() throws Exception {
        harness.simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));
        harness.simulator.faults().whenPrompt("slow", Fault.queue(Duration.ofMinutes(1)));

        BatchOutcome outcome = harness.failFast().maxConcurrent(2).generate("slow", "bad", "never");

        ImageOutcome.Canceled slow = (ImageOutcome.Canceled) outcome.images().get(0);
        ImageOutcome.Canceled never = (ImageOutcome.Canceled) outcome.images().get(2);
        assertThat(slow.cause()).isEqualTo(CancelCause.FAIL_FAST);
        assertThat(slow.report().result()).isEqualTo(CancelReport.Result.ACCEPTED);
        assertThat(never.report().result()).isEqualTo(CancelReport.Result.NOT_SUBMITTED);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
    }

    @Test
    void anImageThatIsCompleteIsStoredAllTheSame() throws Exception {
        harness.simulator
                .faults()
                .whenPrompt("complete", Fault.status(503).on(Operation.RESULT).times(8));
        harness.simulator
                .faults()
                .whenPrompt("bad", Fault.run(Duration.ofMillis(300)), Fault.jobError(ErrorType.CONTENT_BLOCKED));

        BatchOutcome outcome = harness.failFast().generate("complete", "bad");

        assertThat(outcome.images().get(0)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(outcome.images().get(1)).isInstanceOf(ImageOutcome.Failed.class);
    }
}
