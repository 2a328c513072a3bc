package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Given a process that ends in the middle of a batch, the next one resumes from the journal and nothing is paid for
 * twice.
 */
class ResumeTest extends GeneratorContract {

    private static final Duration SHORT = Duration.ofMillis(600);

    @Test
    void whatWaitedForItsTurnIsSubmitted() throws Exception {
        harness.simulator.faults().whenPrompt("first", Fault.run(SHORT));
        harness.maxConcurrent(1).startJournaled("first", "second");
        awaitState(0, ImageState.SUBMITTED);

        BatchOutcome outcome = harness.await(harness.restart());

        assertThat(outcome.isComplete()).isTrue();
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void aQueuedJobIsWatchedOn() throws Exception {
        harness.simulator.faults().add(Fault.queue(SHORT));
        harness.startJournaled("apple");
        awaitState(0, ImageState.SUBMITTED);

        assertThat(harness.await(harness.restart()).isComplete()).isTrue();

        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(harness.events(ImageEvent.Submitted.class)).isEmpty();
    }

    @Test
    void aRunningJobKeepsItsDeadline() throws Exception {
        harness.runDeadline(Duration.ofSeconds(2)).simulator.faults().add(Fault.run(LONG));
        harness.startJournaled("apple");
        await().until(() -> history(0).job().flatMap(ImageHistory.Job::running).isPresent());
        Optional<Instant> running = history(0).job().orElseThrow().running();

        ImageOutcome outcome = harness.await(harness.restart()).images().get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(((ImageOutcome.Failed) outcome).message()).contains("runTimeoutSeconds");
        assertThat(history(0).job().orElseThrow().running()).isEqualTo(running);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void theTimeLimitOfThePlanCountsFromItsFirstStart() throws Exception {
        harness.totalDeadline(Duration.ofSeconds(1)).simulator.faults().add(Fault.queue(LONG));
        harness.startJournaled("apple");
        awaitState(0, ImageState.SUBMITTED);
        await().until(() -> JournaledBatch.read(harness.journalFile())
                .history()
                .started()
                .plusSeconds(1)
                .isBefore(Instant.now()));

        Batch batch = harness.restart();

        assertThat(harness.await(batch).images().get(0)).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void aCompleteJobIsFetched() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        harness.startJournaled("apple");
        awaitState(0, ImageState.COMPLETED);
        harness.simulator.faults().clear();

        assertThat(harness.await(harness.restart()).isComplete()).isTrue();

        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    @Test
    void whatWasHalfDownloadedIsDownloadedAgain() throws Exception {
        restartInTheMiddleOfTheDownload();

        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void whatWasHalfDownloadedIsDownloadedFromAFreshAddressWhenItsOwnHasExpired() throws Exception {
        harness.simulator.faults().add(Fault.imageExpiresAfterDownloads(1));
        restartInTheMiddleOfTheDownload();

        assertThat(record.exchanges(Operation.IMAGE))
                .extracting(Exchange::path)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    private void restartInTheMiddleOfTheDownload() throws Exception {
        harness.simulator
                .faults()
                .add(Fault.stalledBody(100).on(Operation.IMAGE).once());
        harness.startJournaled("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);
        assertThat(harness.await(harness.restart()).isComplete()).isTrue();
    }

    @Test
    void nothingIsWrittenWhileAJobIsAskedAboutAndSaysNothingNew() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        Batch batch = harness.startJournaled("apple");
        awaitState(0, ImageState.SUBMITTED);
        long size = Files.size(harness.journalFile());

        record.awaitCalls(Operation.STATUS, 5, GeneratorHarness.PATIENCE);

        assertThat(Files.size(harness.journalFile())).isEqualTo(size);
        batch.cancel();
        harness.await(batch);
    }

    @Test
    void whatWasStoredIsReportedWithoutAnyCall() throws Exception {
        ImageOutcome before =
                harness.await(harness.startJournaled("apple")).images().get(0);
        int calls = record.calls(Operation.STATUS);

        ImageOutcome after = harness.await(harness.restart()).images().get(0);

        assertThat(after).isEqualTo(before);
        assertThat(record.calls(Operation.STATUS)).isEqualTo(calls);
        assertThat(harness.events).containsExactly(new ImageEvent.Ended(before.image(), before));
    }

    @Test
    void aSubmitWithoutAnAnswerIsUnknownAndNotRepeated() throws Exception {
        harness.simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        harness.startJournaled("apple");
        record.awaitCalls(Operation.SUBMIT, 1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = harness.await(harness.restart()).images().get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        ImageOutcome.Unknown unknown = (ImageOutcome.Unknown) outcome;
        assertThat(unknown.message()).contains("may exist and be billed").contains("it was sent at");
        assertThat(record.calls(Operation.SUBMIT)).isEqualTo(1);
    }

    @Test
    void aSubmitWithoutAnAnswerIsRepeatedOnceWhenThePlanSaysSo() throws Exception {
        harness.resubmitLost().simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        harness.startJournaled("apple");
        record.awaitCalls(Operation.SUBMIT, 1, GeneratorHarness.PATIENCE);
        harness.restart();
        record.awaitCalls(Operation.SUBMIT, 2, GeneratorHarness.PATIENCE);
        assertThat(harness.events(ImageEvent.Resubmitting.class)).hasSize(1);

        ImageOutcome outcome = harness.await(harness.restart()).images().get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("it was sent twice");
        assertThat(record.calls(Operation.SUBMIT)).isEqualTo(2);
    }

    @Test
    void aCancelIsRemembered() throws Exception {
        canceledWithoutAnswer();
        awaitState(0, ImageState.CANCELING);

        Batch resumed = harness.restart();

        assertThat(harness.await(resumed).images().get(0)).isInstanceOf(ImageOutcome.Canceled.class);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
        assertThat(JournaledBatch.read(harness.journalFile()).history().isAborted())
                .isTrue();
    }

    @Test
    void theFailureOfOneStillCancelsTheOthersAfterARestart() throws Exception {
        harness.failFast().simulator.faults().whenPrompt("slow", Fault.queue(LONG));
        harness.simulator.faults().whenPrompt("lost", Fault.stalledHeaders().on(Operation.SUBMIT));
        harness.startJournaled("slow", "lost");
        awaitState(0, ImageState.SUBMITTED);
        awaitState(1, ImageState.SUBMITTING);

        BatchOutcome outcome = harness.await(harness.restart());

        assertThat(outcome.images().get(0)).isInstanceOf(ImageOutcome.Canceled.class);
        assertThat(outcome.images().get(1)).isInstanceOf(ImageOutcome.Unknown.class);
    }

    @Test
    void theFailureOfTheFirstCancelsTheOthersOnceAlthoughTheyHaveYetToGoOn() throws Exception {
        harness.failFast()
                .simulator
                .faults()
                .whenPrompt("lost", Fault.stalledHeaders().on(Operation.SUBMIT));
        harness.simulator.faults().whenPrompt("late", Fault.queue(LONG), Fault.cancelTooLate());
        harness.maxConcurrent(2).startJournaled("lost", "late", "waiting");
        awaitState(0, ImageState.SUBMITTING);
        awaitState(1, ImageState.SUBMITTED);

        BatchOutcome outcome = harness.await(harness.restart());

        assertThat(outcome.images().get(0)).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(outcome.images().get(1)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(outcome.images().get(2)).isInstanceOf(ImageOutcome.Canceled.class);
        assertThat(record.calls(Operation.CANCEL)).isEqualTo(1);
        assertThat(record.calls(Operation.SUBMIT)).isEqualTo(2);
    }

    @Test
    void aRunThatNoBuildWaitsForIsCanceledAndKeepsWhatIsComplete() throws Exception {
        harness.simulator.faults().whenPrompt("queued", Fault.queue(LONG));
        harness.simulator.faults().whenPrompt("complete", Fault.status(503).on(Operation.RESULT));
        harness.maxConcurrent(2).startJournaled("queued", "complete", "waiting");
        awaitState(0, ImageState.SUBMITTED);
        awaitState(1, ImageState.COMPLETED);
        harness.simulator.faults().clear();

        BatchOutcome outcome = harness.await(harness.cancelOrphans());

        assertThat(outcome.images().get(0)).isInstanceOf(ImageOutcome.Canceled.class);
        assertThat(outcome.images().get(1)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(outcome.images().get(2)).isInstanceOf(ImageOutcome.Canceled.class);
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(record.canceledCount()).isEqualTo(1);
    }
}
