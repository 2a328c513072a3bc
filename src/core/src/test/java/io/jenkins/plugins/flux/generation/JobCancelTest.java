package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import org.junit.jupiter.api.Test;

/** Given an abort while jobs wait or run, none is left running that could be canceled, and each is reported on. */
class JobCancelTest extends CancelContract {

    @Test
    void aQueuedJobIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.ACCEPTED);
        assertThat(record.canceledCount()).isEqualTo(1);
        assertThat(record.jobsLeftRunning()).isZero();
    }

    @Test
    void aRunningJobIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.run(LONG));
        Batch batch = harness.start("apple");
        String requestId = record.awaitJobs(1, GeneratorHarness.PATIENCE).get(0).requestId();
        record.awaitState(requestId, JobState.RUNNING, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.ACCEPTED);
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void aCancelThatComesTooLateSaysThatTheJobIsPaidForAndWhereItsResultIs() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(batch);

        assertReported(outcome, CancelReport.Result.TOO_LATE);
        assertThat(((ImageOutcome.Canceled) outcome).report().message())
                .contains("paid for")
                .contains("/response");
    }

    @Test
    void aJobThatBeatItsCancelIsStoredWhenThePlanKeepsIt() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        Batch batch = harness.keepOnAbort().start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertThat(abort(batch)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    @Test
    void aCancelIsRepeatedThroughADisturbance() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(503).on(Operation.CANCEL).times(2));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.ACCEPTED);
        assertThat(record.calls(Operation.CANCEL)).isEqualTo(3);
    }

    @Test
    void aCancelThatGetsNoAnswerIsReportedAsFailedWithinTheBound() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.stalledHeaders().on(Operation.CANCEL));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.FAILED);
    }

    @Test
    void aCancelThatIsRefusedIsReportedAsFailedAtOnce() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(403).on(Operation.CANCEL));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.FAILED);
    }

    @Test
    void aJobThatTheServiceDoesNotKnowIsReportedAsSuch() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(404).on(Operation.CANCEL));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.NOT_FOUND);
    }

    @Test
    void aSecondAbortChangesNothing() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        Batch batch = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        batch.cancel();
        batch.cancel();
        harness.await(batch);
        batch.cancel();

        assertThat(record.calls(Operation.CANCEL)).isEqualTo(1);
    }

    @Test
    void everyJobOfABatchIsCanceled() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        Batch batch = harness.start("a", "b", "c", "d", "e");
        record.awaitJobs(5, GeneratorHarness.PATIENCE);

        batch.cancel();
        harness.await(batch);

        assertThat(record.canceledCount()).isEqualTo(5);
        assertThat(record.jobsLeftRunning()).isZero();
        assertThat(harness.events(ImageEvent.Canceling.class)).hasSize(5);
    }

    @Test
    void theWayIsFreeForOthersAfterwards() throws Exception {
        harness.simulator.faults().whenPrompt("long", Fault.queue(LONG));
        Batch batch = harness.maxConcurrent(1).start("long");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);
        abort(batch);

        assertThat(harness.generate("next").isComplete()).isTrue();
    }
}
