package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Given an image that an earlier execution in a build has paid for and not stored, the next one fetches it instead of
 * paying again.
 */
class PickUpTest extends CancelContract {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration ENOUGH = Duration.ofSeconds(15);

    @Test
    void whatCouldNotBeStoredIsFetchedAfresh() throws Exception {
        String requestId = payWithoutStoring("apple");

        GeneratedImage image = storedBy(harness.startAgain("apple"));

        assertThat(image.requestId()).isEqualTo(requestId);
        assertThat(image.reused()).isTrue();
        assertThat(image.seed()).contains(BigInteger.valueOf(7));
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(harness.events(ImageEvent.PickedUp.class))
                .extracting(ImageEvent.PickedUp::requestId)
                .containsExactly(requestId);
        assertThat(harness.paidJobs().isEmpty()).isTrue();
    }

    @Test
    void whatWasCompleteBeforeItsCancelArrivedIsFetchedToo() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        Batch batch = harness.startJournaled("apple");
        record.awaitCalls(Operation.STATUS, 1, GeneratorHarness.PATIENCE);
        assertReported(abort(batch), CancelReport.Result.TOO_LATE);

        assertThat(storedBy(harness.startAgain("apple")).reused()).isTrue();

        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aSecondFailureLeavesItForAThirdRun() throws Exception {
        payWithoutStoring("apple");
        ImageStore good = harness.store;
        harness.deliveryDeadline(SOON).store = new FullStore(directory);
        assertThat(harness.await(harness.startAgain("apple")).images().get(0)).isInstanceOf(ImageOutcome.Failed.class);
        harness.deliveryDeadline(ENOUGH).store = good;

        storedBy(harness.startAgain("apple"));

        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aRestartInTheMiddleOfAPickUpResumesIt() throws Exception {
        String requestId = payWithoutStoring("apple");
        startAgainAndStall("apple");

        GeneratedImage image = storedBy(harness.restart());

        assertThat(image.requestId()).isEqualTo(requestId);
        assertThat(image.reused()).isTrue();
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aJobThatTheServiceHasForgottenIsSubmittedAnewAndThatIsSaid() throws Exception {
        String forgotten = payWithoutStoring("apple");
        harness.simulator.faults().add(Fault.status(404).on(Operation.RESULT).once());

        GeneratedImage image = storedBy(harness.startAgain("apple"));

        assertThat(image.reused()).isFalse();
        assertThat(image.requestId()).isNotEqualTo(forgotten);
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(harness.events(ImageEvent.SubmittingAnew.class))
                .extracting(ImageEvent.SubmittingAnew::requestId)
                .containsExactly(forgotten);
        assertThat(harness.paidJobs().isEmpty()).isTrue();
    }

    @Test
    void anImageThatHasExpiredForGoodIsSubmittedAnew() throws Exception {
        assertThat(afterExpiredAddresses(5).reused()).isFalse();

        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void anAddressThatHasExpiredIsRenewedByTheResult() throws Exception {
        assertThat(afterExpiredAddresses(4).reused()).isTrue();

        assertThat(record.submittedCount()).isEqualTo(1);
    }

    private GeneratedImage afterExpiredAddresses(int inARow) throws Exception {
        payWithoutStoring("apple");
        harness.simulator.faults().add(Fault.status(410).on(Operation.IMAGE).times(inARow));
        return storedBy(harness.startAgain("apple"));
    }

    @Test
    void aRunThatNoBuildWaitsForSubmitsNothingAnew() throws Exception {
        payWithoutStoring("apple");
        startAgainAndStall("apple");
        harness.simulator.faults().add(Fault.status(404).on(Operation.RESULT));

        ImageOutcome outcome = harness.await(harness.cancelOrphans()).images().get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void anAbortWhileItWaitsForItsTurnLeavesItForTheNextRun() throws Exception {
        String requestId = payWithoutStoring("apple");
        harness.simulator.faults().whenPrompt("pear", Fault.queue(LONG));
        Batch batch = harness.maxConcurrent(1).startAgain("pear", "apple");
        record.awaitJobs(2, GeneratorHarness.PATIENCE);
        batch.cancel();
        assertReported(harness.await(batch).images().get(1), CancelReport.Result.TOO_LATE);

        assertThat(storedBy(harness.startAgain("apple")).requestId()).isEqualTo(requestId);
    }

    @Test
    void aResultThatIsOfNoUseIsNotFetchedAgain() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.imageSize(512, 512));
        ImageOutcome outcome =
                harness.await(harness.startJournaled("apple")).images().get(0);
        assertThat(((ImageOutcome.Failed) outcome).paid()).isTrue();
        harness.simulator.faults().clear();

        assertThat(storedBy(harness.startAgain("apple")).reused()).isFalse();

        assertThat(record.submittedCount()).isEqualTo(2);
    }

    /** The result is fetched and does not arrive. */
    private void startAgainAndStall(String prompt) throws Exception {
        harness.simulator
                .faults()
                .add(Fault.stalledHeaders().on(Operation.RESULT).once());
        int calls = record.calls(Operation.RESULT);
        harness.startAgain(prompt);
        record.awaitCalls(Operation.RESULT, calls + 1, GeneratorHarness.PATIENCE);
    }

    /** The request id of a job whose image no store has accepted. */
    private String payWithoutStoring(String prompt) throws Exception {
        ImageStore good = harness.store;
        harness.deliveryDeadline(SOON).store = new FullStore(directory);
        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.await(harness.startJournaled(prompt)).images().get(0);
        // What the service does wrong from now on is for the next execution.
        harness.anotherGenerator().deliveryDeadline(ENOUGH).store = good;
        assertThat(failed.message()).contains("the step picks it up when it runs again in this build");
        return failed.requestId().orElseThrow();
    }

    private GeneratedImage storedBy(Batch batch) throws Exception {
        BatchOutcome outcome = harness.await(batch);
        assertThat(outcome.images()).hasOnlyElementsOfType(ImageOutcome.Stored.class);
        return outcome.stored().get(0);
    }

    private record FullStore(Path temporaryDirectory) implements ImageStore {

        @Override
        public void store(String name, StoredImage image) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public String keepAnswer(String requestId, String answer) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
