package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Given a service that fails in some way, what passes by itself is waited out, and the rest is told in one line. */
class GeneratorFailureTest {

    @TempDir
    Path directory;

    private GeneratorHarness harness;

    @BeforeEach
    void start() {
        harness = GeneratorHarness.start(directory);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private ImageOutcome.Failed failureOf(String prompt) throws Exception {
        ImageOutcome outcome = harness.outcomeOf(prompt);
        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        return (ImageOutcome.Failed) outcome;
    }

    // The submit.

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 422})
    void aRefusedSubmitIsNotRepeated(int status) throws Exception {
        harness.simulator.faults().add(Fault.status(status).on(Operation.SUBMIT));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.paid()).isFalse();
        assertThat(failed.requestId()).isEmpty();
        assertThat(harness.simulator.record().submittedCount()).isZero();
        assertThat(harness.events(GenerationEvent.Retrying.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void aSubmitThatWasSurelyNotTakenIsRepeatedAndSaidSo(int status) throws Exception {
        harness.simulator.faults().add(Fault.status(status).on(Operation.SUBMIT).times(2));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.events(GenerationEvent.Retrying.class)).hasSize(2);
    }

    @Test
    void retryAfterIsObeyedByEveryImageOfTheEndpoint() throws Exception {
        harness.simulator
                .faults()
                .add(Fault.status(429)
                        .retryAfter(Duration.ofSeconds(1))
                        .on(Operation.SUBMIT)
                        .once());
        Instant before = Instant.now();

        harness.maxConcurrent(1).generate("apple", "pear");

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(3);
    }

    @Test
    void anEndpointThatStaysUnavailableFailsTheImageAfterAFewSubmits() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.SUBMIT));

        assertThat(failureOf("apple").paid()).isFalse();

        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(3);
    }

    @Test
    void anEndpointThatNobodyAnswersAtIsNamed() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/model");
        }

        ImageOutcome.Failed failed =
                (ImageOutcome.Failed) harness.baseUrl(nobody).outcomeOf("apple");

        assertThat(failed.message()).contains("127.0.0.1");
        assertThat(failed.paid()).isFalse();
    }

    @Test
    void aLostAnswerIsReportedAndNeverRepeatedSilently() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.answerLostAfterAccept());

        ImageOutcome outcome = harness.outcomeOf("apple");

        assertThat(outcome).isInstanceOf(ImageOutcome.Unknown.class);
        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("may exist and be billed");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsFollowedByOneRepetitionWhenThePlanSaysSo() throws Exception {
        harness.simulator
                .faults()
                .whenPrompt("apple", Fault.answerLostAfterAccept().once());

        PlanOutcome outcome = harness.resubmitLost().generate("apple");

        assertThat(outcome.isComplete()).isTrue();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
        assertThat(harness.events(GenerationEvent.Resubmitting.class)).hasSize(1);
    }

    @Test
    void aSecondLostAnswerIsNotFollowedByAThirdSubmit() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.answerLostAfterAccept());

        ImageOutcome outcome = harness.resubmitLost().outcomeOf("apple");

        assertThat(((ImageOutcome.Unknown) outcome).message()).contains("sent twice");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
    }

    @Test
    void anAnswerThatPointsElsewhereIsRefusedAndItsJobCancelled() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.foreignLinks(), Fault.queue(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed = failureOf("apple");

        assertThat(failed.requestId()).isPresent();
        assertThat(failed.message()).contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
        assertThat(harness.simulator.record().keySeenAtImageHost()).isFalse();
    }

    // The key.

    @Test
    void aMissingKeyFailsTheImageWithTheHostsWords() throws Exception {
        harness.keys = () -> {
            throw new KeyUnavailableException("credentialsId: no such credential");
        };

        assertThat(failureOf("apple").message()).isEqualTo("credentialsId: no such credential");
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isZero();
    }

    @Test
    void aKeyThatWasRotatedMeanwhileIsLookedUpAgain() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> ApiKey.of(lookUps.getAndIncrement() == 0 ? "the-old-key" : harness.simulator.apiKey());

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(lookUps).hasValue(2);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsRefusedIsNotTriedTwice() throws Exception {
        harness.keys = () -> ApiKey.of("not-the-key");

        failureOf("apple");

        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(1);
    }

    @Test
    void aKeyIsNotLookedUpForEveryPoll() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> {
            lookUps.incrementAndGet();
            return ApiKey.of(harness.simulator.apiKey());
        };
        harness.simulator.faults().add(Fault.run(Duration.ofMillis(500)));

        harness.generate("apple", "pear");

        assertThat(lookUps).hasValue(1);
    }

    // The job.

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void aFailedJobIsToldWithItsRequestId(ErrorType error) throws Exception {
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

        assertThat(harness.events(GenerationEvent.Retrying.class)).hasSize(4);
    }

    @Test
    void aJobThatCannotBeWatchedIsCancelled() throws Exception {
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
    void aKeyThatCannotBeLookedUpForAWhileDoesNotEndAJob() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> {
            if (lookUps.incrementAndGet() == 2) {
                throw new IllegalStateException("the vault is sealed");
            }
            return ApiKey.of(harness.simulator.apiKey());
        };
        harness.simulator.faults().add(Fault.status(401).on(Operation.STATUS).once());

        assertThat(harness.generate("apple").isComplete()).isTrue();
    }

    @Test
    void aServiceThatGoesOnLimitingIsGivenUp() throws Exception {
        harness.simulator.faults().add(Fault.status(429).on(Operation.SUBMIT));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.queueDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message())
                .contains("could not be submitted within 1 seconds")
                .contains("nothing is billed");
    }

    @Test
    void aJobWhoseStatusCannotBeReadIsGivenUpOrStoredIfItWasComplete() throws Exception {
        harness.simulator.faults().add(Fault.body(WrongBody.HTML).on(Operation.STATUS));
        harness.simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofMinutes(1)));

        assertThat(harness.generate("apple").isComplete()).isTrue();
        assertThat(failureOf("pear").message()).contains("the cancel was accepted");
    }

    @Test
    void aJobThatWaitsTooLongInTheQueueIsCancelled() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.queueDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message()).contains("queueTimeoutSeconds").contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }

    @Test
    void aJobThatRunsTooLongIsCancelled() throws Exception {
        harness.simulator.faults().add(Fault.run(Duration.ofMinutes(1)));

        ImageOutcome.Failed failed =
                (ImageOutcome.Failed) harness.runDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.message()).contains("runTimeoutSeconds").contains("the cancel was accepted");
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }

    @Test
    void aJobThatWasCompleteWhenItsDeadlinePassedIsStored() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.run(Duration.ofMinutes(1)), Fault.cancelTooLate());

        PlanOutcome outcome = harness.runDeadline(Duration.ofSeconds(1)).generate("apple");

        assertThat(outcome.isComplete()).isTrue();
    }

    @Test
    void theTotalDeadlineEndsEveryImage() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));

        PlanOutcome outcome =
                harness.maxConcurrent(1).totalDeadline(Duration.ofSeconds(1)).generate("taken", "waiting");

        assertThat(outcome.images())
                .allSatisfy(image ->
                        assertThat(((ImageOutcome.Failed) image).message()).contains("timeoutSeconds"));
        assertThat(((ImageOutcome.Failed) outcome.images().get(1)).message()).contains("nothing is billed");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.simulator.record().canceledCount()).isEqualTo(1);
    }

    // The way home.

    @Test
    void aResultThatIsNotThereYetIsAskedForAgain() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.RESULT).times(2));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
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

    @Test
    void anImageOfAnotherSizeThanAskedForIsRefused() throws Exception {
        harness.simulator.faults().whenPrompt("apple", Fault.imageSize(512, 512));

        assertThat(failureOf("apple").message()).contains("512").contains("256");
    }

    @Test
    void whatCannotBeBroughtHomeInTimeIsToldToBePaidFor() throws Exception {
        harness.simulator.faults().add(Fault.status(503).on(Operation.IMAGE));

        ImageOutcome.Failed failed = (ImageOutcome.Failed)
                harness.deliveryDeadline(Duration.ofSeconds(1)).outcomeOf("apple");

        assertThat(failed.paid()).isTrue();
        assertThat(failed.message()).contains("within 1 seconds").contains("paid for");
    }

    @Test
    void aStoreThatFailsIsToldWithWhereThePaidResultIs() throws Exception {
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
                .contains("the last try: No space left on device")
                .contains("paid for since");
    }

    @Test
    void aTemporaryDirectoryThatCannotBeMadeIsToldWithWhereThePaidResultIs() throws Exception {
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

    // Several images.

    @Test
    void anObserverThatBreaksDoesNotKeepTheOutcomeBack() throws Exception {
        GenerationPlan plan = harness.start("apple").plan();

        GenerationRun run = harness.generator.start(plan, harness.keys, harness.store, event -> {
            throw new NoClassDefFoundError("a console filter");
        });

        assertThat(harness.await(run).isComplete()).isTrue();
    }

    @Test
    void anOutputDoesNotTakeTheNameOfAnotherImage() throws Exception {
        harness.simulator.faults().whenPrompt("hero", Fault.outputs(2));

        PlanOutcome outcome = harness.generate("hero", "hero-2");

        assertThat(outcome.stored()).extracting(GeneratedImage::name).doesNotHaveDuplicates();
        assertThat(harness.storedFiles()).contains("hero.jpg", "hero-2.jpg", "hero-output-2.jpg");
    }

    @Test
    void theOthersGoOnWhenOneFails() throws Exception {
        harness.simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        PlanOutcome outcome = harness.generate("good", "bad", "better");

        assertThat(outcome.isComplete()).isFalse();
        assertThat(outcome.stored()).extracting(GeneratedImage::name).containsExactly("good.jpg", "better.jpg");
    }

    @Test
    void theOthersAreCancelledWhenOneFailsAndThePlanFailsFast() throws Exception {
        harness.simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));
        harness.simulator.faults().whenPrompt("slow", Fault.queue(Duration.ofMinutes(1)));

        PlanOutcome outcome = harness.failFast().maxConcurrent(2).generate("slow", "bad", "never");

        ImageOutcome.Canceled slow = (ImageOutcome.Canceled) outcome.images().get(0);
        ImageOutcome.Canceled never = (ImageOutcome.Canceled) outcome.images().get(2);
        assertThat(slow.cause()).isEqualTo(CancelCause.FAIL_FAST);
        assertThat(slow.report().result()).isEqualTo(CancelReport.Result.ACCEPTED);
        assertThat(never.report().result()).isEqualTo(CancelReport.Result.NOT_SUBMITTED);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(2);
    }
}
