package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Given an abort, whatever state an image is in, no job is left running that could be cancelled. */
class GeneratorCancelTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private GeneratorHarness harness;
    private SimulatorRecord record;

    @BeforeEach
    void start() {
        harness = GeneratorHarness.start(directory);
        record = harness.simulator.record();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private ImageOutcome abort(GenerationRun run) throws Exception {
        harness.generator.cancel(run);
        return harness.await(run).images().get(0);
    }

    private static void assertReported(ImageOutcome outcome, CancelReport.Result result) {
        assertThat(outcome).isInstanceOf(ImageOutcome.Canceled.class);
        ImageOutcome.Canceled canceled = (ImageOutcome.Canceled) outcome;
        assertThat(canceled.report().result()).isEqualTo(result);
        assertThat(canceled.cause()).isEqualTo(CancelCause.ABORT);
        canceled.requestId()
                .ifPresent(id -> assertThat(canceled.report().message()).contains(id));
    }

    @Test
    void anImageThatWaitsForItsTurnIsNeverSubmitted() throws Exception {
        harness.simulator.faults().whenPrompt("first", Fault.queue(LONG));
        GenerationRun run = harness.maxConcurrent(1).start("first", "second");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        harness.generator.cancel(run);

        assertReported(harness.await(run).images().get(1), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void anImageThatWaitsToRepeatItsSubmitIsNeverSubmitted() throws Exception {
        harness.simulator.faults().add(Fault.status(429).retryAfter(LONG).on(Operation.SUBMIT));
        GenerationRun run = harness.start("apple");
        record.awaitCalls(Operation.SUBMIT, 1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.submittedCount()).isZero();
    }

    @Test
    void aQueuedJobIsCancelled() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.ACCEPTED);
        assertThat(record.canceledCount()).isEqualTo(1);
        assertThat(record.jobsLeftRunning()).isZero();
    }

    @Test
    void aRunningJobIsCancelled() throws Exception {
        harness.simulator.faults().add(Fault.run(LONG));
        GenerationRun run = harness.start("apple");
        String requestId = record.awaitJobs(1, GeneratorHarness.PATIENCE).get(0).requestId();
        record.awaitState(requestId, JobState.RUNNING, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.ACCEPTED);
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void aJobWhoseSubmitIsInFlightIsCancelledAsSoonAsItsIdIsKnown() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG));
        harness.simulator.faults().add(Fault.slowBody(1_500).on(Operation.SUBMIT));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.ACCEPTED);
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
        GenerationRun run = harness.start("apple");
        asked.await();

        harness.generator.cancel(run);
        answered.countDown();

        assertReported(harness.await(run).images().get(0), CancelReport.Result.NOT_SUBMITTED);
        assertThat(record.calls(Operation.SUBMIT)).isZero();
    }

    @Test
    void aSubmitThatIsNeverAnsweredIsReportedAsUnknownWithinTheBound() throws Exception {
        harness.simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(run);

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("may exist and be billed");
    }

    @Test
    void aLostSubmitIsNotRepeatedAfterAnAbort() throws Exception {
        harness.simulator.faults().add(Fault.slowBody(1_500).on(Operation.SUBMIT));
        harness.simulator.faults().add(Fault.truncatedBody(100).on(Operation.SUBMIT));
        GenerationRun run = harness.resubmitLost().start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertThat(abort(run)).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aCancelThatComesTooLateSaysThatTheJobIsPaidForAndWhereItsResultIs() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(run);

        assertReported(outcome, CancelReport.Result.TOO_LATE);
        assertThat(((ImageOutcome.Canceled) outcome).report().message())
                .contains("paid for")
                .contains("/response");
    }

    @Test
    void aJobThatBeatItsCancelIsStoredWhenThePlanKeepsIt() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        GenerationRun run = harness.keepOnAbort().start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertThat(abort(run)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    @Test
    void anImageOnItsWayHomeIsGivenUpWithAWordOnWhereItIs() throws Exception {
        harness.simulator.faults().add(Fault.stalledBody(100));
        GenerationRun run = harness.start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.TOO_LATE);
        assertThat(record.cancelsAsked()).isZero();
        assertThat(harness.storedFiles()).isEmpty();
    }

    @Test
    void anImageThatTheStoreHasBegunToTakeInIsStored() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        ImageStore directory = harness.store;
        harness.store = new ImageStore() {
            @Override
            public Path temporaryDirectory() throws IOException {
                return directory.temporaryDirectory();
            }

            @Override
            public void store(String name, StoredImage image) throws IOException, InterruptedException {
                storing.countDown();
                aborted.await();
                directory.store(name, image);
            }

            @Override
            public String keepAnswer(String requestId, String answer) throws IOException, InterruptedException {
                return directory.keepAnswer(requestId, answer);
            }
        };
        GenerationRun run = harness.start("apple");
        storing.await();

        harness.generator.cancel(run);
        aborted.countDown();

        assertThat(harness.await(run).isComplete()).isTrue();
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    @Test
    void anImageOnItsWayHomeIsStoredWhenThePlanKeepsIt() throws Exception {
        harness.simulator.faults().add(Fault.slowBody(20_000));
        GenerationRun run = harness.keepOnAbort().start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        assertThat(abort(run)).isInstanceOf(ImageOutcome.Stored.class);
    }

    @Test
    void anImageThatCannotBeKeptInTimeIsToldToBePaidFor() throws Exception {
        harness.simulator.faults().add(Fault.stalledBody(100));
        GenerationRun run = harness.keepOnAbort().start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(run);

        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(((ImageOutcome.Failed) outcome).paid()).isTrue();
    }

    @Test
    void aCancelIsRepeatedThroughADisturbance() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(503).on(Operation.CANCEL).times(2));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.ACCEPTED);
        assertThat(record.calls(Operation.CANCEL)).isEqualTo(3);
    }

    @Test
    void aCancelThatGetsNoAnswerIsReportedAsFailedWithinTheBound() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.stalledHeaders().on(Operation.CANCEL));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.FAILED);
    }

    @Test
    void aCancelThatIsRefusedIsReportedAsFailedAtOnce() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(403).on(Operation.CANCEL));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.FAILED);
    }

    @Test
    void aJobThatTheServiceDoesNotKnowIsReportedAsSuch() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator.faults().add(Fault.status(404).on(Operation.CANCEL));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        assertReported(abort(run), CancelReport.Result.NOT_FOUND);
    }

    @Test
    void aSecondAbortChangesNothing() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        GenerationRun run = harness.start("apple");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);

        harness.generator.cancel(run);
        harness.generator.cancel(run);
        harness.await(run);
        harness.generator.cancel(run);

        assertThat(record.calls(Operation.CANCEL)).isEqualTo(1);
    }

    @Test
    void anAbortAfterTheEndChangesNothing() throws Exception {
        GenerationRun run = harness.start("apple");
        harness.await(run);

        assertThat(abort(run)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(record.calls(Operation.CANCEL)).isZero();
    }

    @Test
    void everyJobOfABatchIsCancelled() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        GenerationRun run = harness.start("a", "b", "c", "d", "e");
        record.awaitJobs(5, GeneratorHarness.PATIENCE);

        harness.generator.cancel(run);
        harness.await(run);

        assertThat(record.canceledCount()).isEqualTo(5);
        assertThat(record.jobsLeftRunning()).isZero();
        assertThat(harness.events(GenerationEvent.Canceling.class)).hasSize(5);
    }

    @Test
    void theWayIsFreeForOthersAfterwards() throws Exception {
        harness.simulator.faults().whenPrompt("long", Fault.queue(LONG));
        GenerationRun run = harness.maxConcurrent(1).start("long");
        record.awaitJobs(1, GeneratorHarness.PATIENCE);
        abort(run);

        assertThat(harness.generate("next").isComplete()).isTrue();
    }
}
