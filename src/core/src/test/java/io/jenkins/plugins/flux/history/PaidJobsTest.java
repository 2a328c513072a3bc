package io.jenkins.plugins.flux.history;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT_UPSAMPLING;
import static io.jenkins.plugins.flux.queue.ParameterRules.SAFETY_TOLERANCE;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which paid jobs of earlier executions a new one picks up. */
class PaidJobsTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final QueueEndpoint ENDPOINT = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
    private static final PlannedImage APPLE = image(Map.of(PROMPT, "apple", SEED, 7));
    private static final PlannedImage DRAWN = drawn(11);

    private static PlannedImage image(Map<Parameter<?>, ?> written) {
        return new PlannedImage(written.get(PROMPT) + ".jpg", ImageRequest.of(written));
    }

    private static PlannedImage drawn(int seed) {
        return new PlannedImage(
                "apple.jpg", ImageRequest.of(Map.of(PROMPT, "apple", SEED, seed)), Optional.empty(), true, false);
    }

    private static PlannedImage guidedBy(String sha256) {
        return new PlannedImage(
                "apple.jpg", APPLE.request(), Optional.of(new ImagePromptFile("reference.png", sha256)), false, false);
    }

    private static ImageHistory complete(PlannedImage image, String requestId) {
        return ImageHistory.of(image)
                .after(new JournalEntry.Submitted(AT, QueuedJob.of(ENDPOINT, requestId), false))
                .after(new JournalEntry.Running(AT))
                .after(new JournalEntry.Completed(AT, Optional.empty()));
    }

    private static ImageHistory notStored(PlannedImage image, String requestId) {
        return failed(image, requestId, true);
    }

    private static ImageHistory failed(PlannedImage image, String requestId, boolean retrievable) {
        return complete(image, requestId)
                .after(new JournalEntry.Ended(
                        AT,
                        new ImageOutcome.Failed(image, "disk full", Optional.of(requestId), true, retrievable),
                        false));
    }

    private static PaidJobs.Execution execution(ImageHistory image) {
        return PaidJobs.Execution.of(new BatchHistory(Plans.of(ENDPOINT, image.image()), AT, List.of(image)), false);
    }

    private static PaidJobs after(ImageHistory... images) {
        return new PaidJobs(Stream.of(images).map(PaidJobsTest::execution).toList());
    }

    private static Optional<String> pickedUp(PaidJobs jobs, PlannedImage image) {
        return requestId(jobs.begin(BatchHistory.of(Plans.of(ENDPOINT, image), AT))
                .images()
                .get(0));
    }

    private static Optional<String> requestId(ImageHistory image) {
        return image.job().map(job -> job.queued().requestId());
    }

    @Test
    void theSameRequestBeginsComplete() {
        ImageHistory begun = after(notStored(APPLE, "req-1"))
                .begin(BatchHistory.of(Plans.of(ENDPOINT, APPLE), AT))
                .images()
                .get(0);

        assertThat(begun.state()).isEqualTo(ImageState.COMPLETED);
        assertThat(begun.isPaid()).isTrue();
        assertThat(begun.job().orElseThrow().reused()).isTrue();
        assertThat(begun.job().orElseThrow().running()).contains(AT);
    }

    static Stream<PlannedImage> others() {
        return Stream.of(
                image(Map.of(PROMPT, "pear", SEED, 7)),
                image(Map.of(PROMPT, "apple", SEED, 8)),
                image(Map.of(PROMPT, "apple", SEED, 7, WIDTH, 512)),
                image(Map.of(PROMPT, "apple", SEED, 7, HEIGHT, 512)),
                image(Map.of(PROMPT, "apple", SEED, 7, PROMPT_UPSAMPLING, true)),
                image(Map.of(PROMPT, "apple", SEED, 7, SAFETY_TOLERANCE, 3)),
                image(Map.of(PROMPT, "apple", SEED, 7, OUTPUT_FORMAT, "png")),
                drawn(8),
                guidedBy("ab".repeat(32)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherRequestIsPlanned(PlannedImage other) {
        assertThat(pickedUp(after(notStored(APPLE, "req-1")), other)).isEmpty();
    }

    @Test
    void anImagePromptIsTheSameByItsChecksum() {
        PaidJobs jobs = after(notStored(guidedBy("ab".repeat(32)), "req-1"));

        assertThat(pickedUp(jobs, guidedBy("ab".repeat(32)))).contains("req-1");
        assertThat(pickedUp(jobs, guidedBy("cd".repeat(32)))).isEmpty();
        assertThat(pickedUp(jobs, APPLE)).isEmpty();
    }

    @Test
    void whereNobodyGaveASeedTheOneThatWasDrawnFirstCounts() {
        BatchHistory begun = after(notStored(DRAWN, "req-1")).begin(BatchHistory.of(Plans.of(ENDPOINT, drawn(99)), AT));

        assertThat(requestId(begun.images().get(0))).contains("req-1");
        assertThat(begun.plan().images().get(0).request().seed()).contains(BigInteger.valueOf(11));
    }

    @Test
    void aSeedThatIsGivenIsNotReplacedByOneThatWasDrawn() {
        assertThat(pickedUp(after(notStored(DRAWN, "req-1")), APPLE)).isEmpty();
    }

    @Test
    void itIsPickedUpAtTheSameOriginAndModelOnly() {
        PaidJobs jobs = after(notStored(APPLE, "req-1"));

        for (QueueEndpoint other : List.of(
                QueueEndpoint.of("https://other.example/model", "flux_pro_11"),
                QueueEndpoint.of("https://service.example/model", "flux_2_pro"))) {
            assertThat(requestId(jobs.begin(BatchHistory.of(Plans.of(other, APPLE), AT))
                            .images()
                            .get(0)))
                    .isEmpty();
        }
        assertThat(requestId(jobs.begin(BatchHistory.of(
                                Plans.of(QueueEndpoint.of("https://service.example", "flux_pro_11"), APPLE), AT))
                        .images()
                        .get(0)))
                .contains("req-1");
    }

    @Test
    void twoImagesOfAStepPickUpTwoJobsAndAThirdIsPlanned() {
        BatchHistory begun = after(notStored(DRAWN, "req-1"), notStored(DRAWN, "req-2"))
                .begin(BatchHistory.of(Plans.of(ENDPOINT, named("a"), named("b"), named("c")), AT));

        assertThat(begun.images().stream().map(PaidJobsTest::requestId).toList())
                .containsExactly(Optional.of("req-1"), Optional.of("req-2"), Optional.empty());
    }

    private static PlannedImage named(String name) {
        return new PlannedImage(name, DRAWN.request(), Optional.empty(), true, false);
    }

    @Test
    void oneThatAnotherRunHasIsNotPickedUpAgain() {
        ImageHistory left = notStored(APPLE, "req-1");
        ImageHistory pickedUp = after(left)
                .begin(BatchHistory.of(Plans.of(ENDPOINT, APPLE), AT))
                .images()
                .get(0);
        BatchHistory second = new BatchHistory(Plans.of(ENDPOINT, APPLE), AT, List.of(pickedUp));

        PaidJobs jobs = new PaidJobs(List.of(execution(left), PaidJobs.Execution.of(second, true)));

        assertThat(jobs.isEmpty()).isTrue();
    }

    @Test
    void oneThatWasPickedUpAndForgottenIsNotPickedUpAgain() {
        ImageHistory left = notStored(APPLE, "req-1");
        ImageHistory anew = after(left)
                .begin(BatchHistory.of(Plans.of(ENDPOINT, APPLE), AT))
                .images()
                .get(0)
                .after(new JournalEntry.Forgotten(AT));

        assertThat(after(left, anew).isEmpty()).isTrue();
    }

    @Test
    void aRunThatEndedWithoutAWordLeavesWhatItHadPaidFor() {
        assertThat(pickedUp(after(complete(APPLE, "req-1")), APPLE)).contains("req-1");
    }

    @Test
    void aResultThatIsOfNoUseIsNotPickedUp() {
        assertThat(after(failed(APPLE, "req-1", false)).isEmpty()).isTrue();
    }
}
