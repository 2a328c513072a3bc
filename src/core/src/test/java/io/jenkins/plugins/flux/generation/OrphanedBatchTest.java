package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Given a process that ends in the middle of a batch, and a build that does not resume, the next one leaves no job
 * behind.
 */
class OrphanedBatchTest extends CancelContract {

    @Test
    void aSubmitWithoutAnAnswerIsUnknownAndNotRepeatedAlsoWhenThePlanAllowsIt() throws Exception {
        harness.resubmitLost().simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        harness.startJournaled("apple");
        record.awaitCalls(Operation.SUBMIT, 1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = harness.await(harness.cancelOrphans()).images().get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(record.calls(Operation.SUBMIT)).isEqualTo(1);
    }

    @Test
    void aCancelInProgressIsRepeatedAfterARestart() throws Exception {
        canceledWithoutAnswer();

        harness.await(harness.cancelOrphans());

        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void ifTheBuildIsGoneNothingIsKeptAndTheMessageSaysWhereThePaidResultIs() throws Exception {
        harness.simulator.faults().whenPrompt("queued", Fault.queue(LONG));
        harness.simulator.faults().whenPrompt("complete", Fault.status(503).on(Operation.RESULT));
        harness.maxConcurrent(2).keepOnAbort().startJournaled("queued", "complete", "waiting");
        awaitState(0, ImageState.SUBMITTED);
        awaitState(1, ImageState.COMPLETED);
        harness.simulator.faults().clear();

        List<ImageOutcome> outcomes =
                harness.await(harness.cancelOrphansOfGoneBuild()).images();

        assertReported(outcomes.get(0), CancelReport.Result.ACCEPTED);
        assertReported(outcomes.get(1), CancelReport.Result.TOO_LATE);
        assertReported(outcomes.get(2), CancelReport.Result.NOT_SUBMITTED);
        assertThat(harness.storedFiles()).isEmpty();
        assertThat(record.submittedCount()).isEqualTo(2);
    }
}
