package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Given a cancel without an answer when its build is over, it is retried without the build. */
class OrphanCancellationTest extends GeneratorContract {

    @Test
    void aCancelWithoutAnAnswerIsRepeatedAfterTheBuild() throws Exception {
        Batch batch = cancelInVain();
        assertThat(batch.settled()).isNotDone();

        harness.simulator.faults().clear();

        batch.settled().get(GeneratorHarness.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
        assertThat(JournaledBatch.read(harness.journalFile()).history().isSettled())
                .isTrue();
    }

    @Test
    void aCancelWithoutAnAnswerIsRepeatedAfterARestart() throws Exception {
        cancelInVain();
        assertThat(JournaledBatch.read(harness.journalFile()).history().isSettled())
                .isFalse();
        harness.generator.close();
        harness.simulator.faults().clear();

        Batch resumed = harness.restart();

        resumed.settled().get(GeneratorHarness.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
    }

    private Batch cancelInVain() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(503).on(Operation.CANCEL));
        Batch batch = harness.startJournaled("apple");
        awaitState(0, ImageState.SUBMITTED);
        batch.cancel();
        ImageOutcome outcome = harness.await(batch).images().get(0);
        assertThat(((ImageOutcome.Canceled) outcome).report().result()).isEqualTo(CancelReport.Result.FAILED);
        return batch;
    }
}
