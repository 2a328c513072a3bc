package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a complete image that is not delivered, the message says that it is paid for and where it is. */
class DeliveryFailureTest extends GeneratorContract {

    @Test
    void aMissingResultIsFetchedAgain() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.RESULT).times(2));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"429, RESULT", "503, RESULT", "503, IMAGE"})
    void aRequestedWaitDoesNotShortenTheTimeForTheImage(int status, Operation operation) throws Exception {
        harness.simulator
                .faults()
                .add(Fault.status(status)
                        .retryAfter(Duration.ofSeconds(2))
                        .on(operation)
                        .once());

        assertThat(harness.deliveryDeadline(Duration.ofSeconds(1))
                        .generate("apple")
                        .isComplete())
                .isTrue();
    }

    @Test
    void aWaitRequestedForAnotherImageDoesNotShortenItEither() throws Exception {
        harness.deliveryDeadline(Duration.ofSeconds(1))
                .simulator
                .faults()
                .add(Fault.status(503).on(Operation.RESULT));
        harness.await(harness.startJournaled("apple"));
        harness.simulator.faults().clear();
        harness.simulator
                .faults()
                .add(Fault.status(429)
                        .retryAfter(Duration.ofSeconds(3))
                        .on(Operation.SUBMIT)
                        .once());
        harness.events.clear();
        Batch pear = harness.start("pear");
        await().until(() -> !harness.events(ImageEvent.Retrying.class).isEmpty());

        assertThat(harness.await(harness.startAgain("apple")).isComplete()).isTrue();

        assertThat(harness.await(pear).isComplete()).isTrue();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
    }

    @Test
    void aServiceThatKeepsRequestingWaitsFailsTheImageInTheEnd() throws Exception {
        harness.simulator
                .faults()
                .add(Fault.status(503).retryAfter(Duration.ofSeconds(1)).on(Operation.RESULT));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.deliveryDeadline(Duration.ofMillis(500)).outcomeOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.retrievable()).isTrue();
        // Six times the half second.
        assertThat(failed.message()).contains("within 3 seconds").contains("the last attempt");
    }

    @Test
    void aResultInWhichNoImageIsFoundIsKept() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.resultShape(ResultShape.UNKNOWN));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message())
                .contains("is kept in answer.json")
                .contains(failed.requestId().orElseThrow());
        assertThat(harness.storedFiles()).containsExactly("answer.json");
    }

    @Test
    void aResultThatTheServiceRefusesIsReportedAsPaidFor() throws Exception {
        harness.simulator.faults().add(Fault.status(403).on(Operation.RESULT));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message()).contains("paid for (completed at ").contains("/response");
    }

    @Test
    void anExpiredImageUrlIsRenewedByTheResult() throws Exception {
        harness.simulator.faults().add(Fault.status(410).on(Operation.IMAGE).once());

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.simulator.record().calls(Operation.RESULT)).isEqualTo(2);
    }

    @Test
    void aDownloadThatBreaksOffIsRepeated() throws Exception {
        harness.simulator.faults().add(Fault.truncatedBody(500).once());

        assertThat(harness.generate("apple").isComplete()).isTrue();

        harness.assertNoTemporaryFileIsLeft();
    }

    @Test
    void aBodyThatIsNoImageFailsAndSaysWhereThePaidResultIs() throws Exception {
        harness.simulator.faults().add(Fault.body(WrongBody.HTML).on(Operation.IMAGE));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message())
                .contains("paid for")
                .contains(failed.requestId().orElseThrow())
                .contains("/response");
        assertThat(harness.storedFiles()).isEmpty();
        harness.assertNoTemporaryFileIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "{}", "[]", "null", "\"\"", "\" \"", "0", "{\"message\":null}", "[{}]"})
    void anErrorThatSaysNothingIsNone(String error) throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.errorField(error));

        assertThat(harness.generate("apple").isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "2, true", "3, false"})
    void oneOutputOfNoUseDoesNotLoseTheOthers(int bad, boolean isInline) throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.outputs(3), Fault.corruptImage(bad));
        if (isInline) {
            harness.simulator.faults().whenPrompt("apple", Fault.resultShape(ResultShape.DATA_BASE64));
        }

        ImageOutcome.Stored stored = (ImageOutcome.Stored) harness.outcomeOf("apple");

        assertThat(stored.images()).extracting(GeneratedImage::name).containsExactly("apple.jpg", "apple-2.jpg");
        assertThat(harness.storedFiles()).containsExactly("apple-2.jpg", "apple.jpg");
        assertThat(harness.events(ImageEvent.OutputMissing.class))
                .singleElement()
                .extracting(ImageEvent.OutputMissing::message)
                .asString()
                .contains("output " + bad + " of 3", "paid for", "/response");
        harness.assertNoTemporaryFileIsLeft();
    }

    @Test
    void whatIsStoredIsRecordedAlsoWhenTheTimeForTheOthersIsUp() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.outputs(2));
        harness.simulator.faults().add(Fault.status(503).on(Operation.IMAGE).after(1));

        ImageOutcome.Stored stored = (ImageOutcome.Stored)
                harness.deliveryDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(stored.images()).extracting(GeneratedImage::name).containsExactly("apple.jpg");
        assertThat(harness.events(ImageEvent.OutputMissing.class))
                .singleElement()
                .extracting(ImageEvent.OutputMissing::message)
                .asString()
                .contains("output 2 of 2", "the last attempt", "paid for", "/response");
    }

    @Test
    void outputsOfWhichNoneIsOfUseFailTheImage() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.outputs(2), Fault.corruptImage());

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.retrievable()).isFalse();
        assertThat(harness.storedFiles()).isEmpty();
    }

    @Test
    void anImageOfAnotherSizeThanRequestedIsRefused() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.imageSize(512, 512));

        assertThat(failureOf("apple").message()).contains("512").contains("256");
    }

    @Test
    void anImageThatIsNotDeliveredInTimeIsReportedAsPaidFor() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.IMAGE));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.deliveryDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message()).contains("within 1 second;").contains("paid for");
    }

    @Test
    void aStoreThatFailsIsReportedWithThePlaceOfThePaidResult() throws Exception {
        harness.deliveryDeadline(Duration.ofSeconds(1)).store = new ImageStore() {
            @Override
            public Path temporaryDirectory() {
                return directory;
            }

            @Override
            public void store(String name, StoredImage image) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public String keepAnswer(String requestId, String answer) {
                throw new AssertionError("no answer to keep");
            }
        };

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message())
                .contains("the last attempt: No space left on device")
                .contains("paid for (completed at ");
    }

    @Test
    void aTemporaryDirectoryThatCannotBeCreatedIsReportedWithThePlaceOfThePaidResult() throws Exception {
        harness.deliveryDeadline(Duration.ofSeconds(1)).store = new ImageStore() {
            @Override
            public Path temporaryDirectory() throws IOException {
                throw new IOException("read-only file system");
            }

            @Override
            public void store(String name, StoredImage image) {
                throw new AssertionError("nothing to store");
            }

            @Override
            public String keepAnswer(String requestId, String answer) {
                throw new AssertionError("no answer to keep");
            }
        };

        assertThat(failureOf("apple").message())
                .contains("read-only file system")
                .contains("paid for");
    }
}
