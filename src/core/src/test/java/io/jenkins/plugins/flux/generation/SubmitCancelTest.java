package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Given an abort before a job is known to be there, nothing more is submitted, and a job that was made is canceled. */
class SubmitCancelTest extends CancelContract {

    @Test
    void anImageThatWaitsForItsTurnIsNeverSubmitted() throws Exception {
        harness.simulator.faults().whenPrompt("first", Fault.queue(LONG));
        Batch batch = harness.maxConcurrent(1).start("first", "second");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        batch.cancel();

        assertReported(harness.await(batch).images().get(1), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void anImageThatWaitsToRepeatItsSubmitIsNeverSubmitted() throws Exception {
        harness.simulator.faults().add(Fault.status(429).retryAfter(LONG).on(Operation.SUBMIT));
        Batch batch = harness.start("apple");
        record.awaitCalls(Operation.SUBMIT, 1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.submittedCount()).isZero();
    }

    @Test
    void aLostAnswerIsNotForgottenWhenItsRepetitionIsNeverSent() throws Exception {
        harness.simulator
                .faults()
                .whenPrompt("apple", Fault.answerLostAfterAccept().once());
        harness.simulator
                .faults()
                .add(Fault.status(429).retryAfter(LONG).on(Operation.SUBMIT).after(1));
        Batch batch = harness.resubmitLost().start("apple");
        record.awaitCalls(Operation.SUBMIT, 2, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(batch);

        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("may exist and be billed");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aJobWhoseSubmitIsInFlightIsCanceledAsSoonAsItsIdIsKnown() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG));
        harness.simulator.faults().add(Fault.slowBody(1_500).on(Operation.SUBMIT));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.ACCEPTED);
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void nothingIsSubmittedWhenTheKeyComesAfterTheAbort() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        KeySource keys = harness.keys;
        harness.keys = () -> {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return keys.key();
        };
        Batch batch = harness.start("apple");
        asked.await();

        batch.cancel();
        answered.countDown();

        assertReported(harness.await(batch).images().get(0), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.calls(Operation.SUBMIT)).isZero();
    }

    @Test
    void aSubmitThatIsNeverAnsweredIsReportedAsUnknownWithinTheBound() throws Exception {
        harness.simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(batch);

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("may exist and be billed");
    }

    @Test
    void aJobWhoseIdComesAfterTheBoundIsCanceledAllTheSame() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG));
        harness.simulator.faults().add(Fault.slowBody(150).on(Operation.SUBMIT));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertThat(abort(batch)).isInstanceOf(ImageOutcome.Unknown.class);

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, GeneratorHarness.PATIENCE);
    }

    @Test
    void aLostSubmitIsNotRepeatedAfterAnAbort() throws Exception {
        harness.simulator.faults().add(Fault.slowBody(1_500).on(Operation.SUBMIT));
        harness.simulator.faults().add(Fault.truncatedBody(100).on(Operation.SUBMIT));
        Batch batch = harness.resubmitLost().start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertThat(abort(batch)).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(record.submittedCount()).isEqualTo(1);
    }
}
