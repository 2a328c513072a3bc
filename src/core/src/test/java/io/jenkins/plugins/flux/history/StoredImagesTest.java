package io.jenkins.plugins.flux.history;

import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which stored images of earlier executions a new one reuses, and which paths it may not use. */
class StoredImagesTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final QueueEndpoint ENDPOINT = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
    private static final PlannedImage APPLE = given("a.jpg", 7);

    private static PlannedImage given(String name, int seed) {
        return new PlannedImage(name, ImageRequest.of(Map.of(PROMPT, "apple", SEED, seed)));
    }

    private static PlannedImage drawn(String name, int seed) {
        return new PlannedImage(name, given(name, seed).request(), Optional.empty(), true, true);
    }

    private static ImageHistory submitted(PlannedImage image, String requestId) {
        return ImageHistory.of(image).after(new JournalEntry.Submitted(AT, QueuedJob.of(ENDPOINT, requestId), false));
    }

    private static ImageHistory stored(PlannedImage image, String requestId, String... files) {
        List<GeneratedImage> stored = Stream.of(files.length == 0 ? new String[] {image.name()} : files)
                .map(name -> new GeneratedImage(
                        name,
                        image,
                        requestId,
                        new ImageHeader(ImageFormat.JPEG, 256, 256),
                        100,
                        "ab".repeat(32),
                        image.request().seed(),
                        Optional.empty(),
                        new Timings(AT, Optional.empty(), AT, AT),
                        false,
                        false))
                .toList();
        return submitted(image, requestId)
                .after(new JournalEntry.Completed(AT, Optional.empty()))
                .after(new JournalEntry.Ended(AT, new ImageOutcome.Stored(image, stored), false));
    }

    private static StoredImages.Execution execution(boolean isActive, boolean hasFailed, ImageHistory... images) {
        PlannedImage[] planned =
                List.of(images).stream().map(ImageHistory::image).toArray(PlannedImage[]::new);
        return new StoredImages.Execution(
                new BatchHistory(Plans.of(ENDPOINT, planned), AT, List.of(images)), isActive, hasFailed);
    }

    private static StoredImages after(StoredImages.Execution... executions) {
        return new StoredImages(List.of(executions));
    }

    private static ImageHistory begun(StoredImages earlier, PlannedImage image) {
        return earlier.begin(Plans.of(ENDPOINT, image), AT, file -> true)
                .images()
                .get(0);
    }

    @Test
    void theSameRequestForTheSamePathBeginsStored() {
        ImageHistory begun = begun(after(execution(false, false, stored(APPLE, "req-1"))), APPLE);

        assertThat(begun.state()).isEqualTo(ImageState.STORED);
        ImageOutcome.Stored outcome = (ImageOutcome.Stored) begun.outcome().orElseThrow();
        assertThat(outcome.images()).hasSize(1).allMatch(GeneratedImage::reused);
        assertThat(begun.entries()).hasSize(3);
    }

    @Test
    void anotherRequestPathEndpointOrModelIsPlanned() {
        StoredImages earlier = after(execution(false, false, stored(APPLE, "req-1")));

        assertThat(begun(earlier, given("a.jpg", 8)).state()).isEqualTo(ImageState.PLANNED);
        assertThat(begun(earlier, given("A.jpg", 7)).state()).isEqualTo(ImageState.PLANNED);
        assertThat(begun(earlier, given("b.jpg", 7)).state()).isEqualTo(ImageState.PLANNED);
        for (QueueEndpoint other : List.of(
                QueueEndpoint.of("https://other.example/model", "flux_pro_11"),
                QueueEndpoint.of("https://service.example/model", "flux_2_pro"))) {
            assertThat(earlier.begin(Plans.of(other, APPLE), AT, file -> true)
                            .images()
                            .get(0)
                            .state())
                    .isEqualTo(ImageState.PLANNED);
            assertThat(earlier.inTheWay(Plans.of(other, APPLE), APPLE)).contains("a.jpg");
        }
    }

    @Test
    void anImageOfSeveralFilesIsReusedIfAllAreIntact() {
        StoredImages earlier = after(execution(false, false, stored(APPLE, "req-1", "a.jpg", "a-2.jpg")));
        BatchPlan plan = Plans.of(ENDPOINT, APPLE);

        assertThat(earlier.candidates(plan)).extracting(GeneratedImage::name).containsExactly("a.jpg", "a-2.jpg");
        assertThat(earlier.begin(plan, AT, file -> file.name().equals("a.jpg"))
                        .images()
                        .get(0)
                        .state())
                .isEqualTo(ImageState.PLANNED);
        assertThat(earlier.inTheWay(plan, given("a-2.jpg", 9))).contains("a.jpg");
    }

    @Test
    void aDrawnNameIsThatOfAnImageOfARunThatFailed() {
        ImageHistory image = stored(drawn("flux-1.jpg", 7), "req-1");
        PlannedImage later = drawn("flux-2.jpg", 8);

        assertThat(begun(after(execution(false, false, image)), later).state()).isEqualTo(ImageState.PLANNED);
        ImageHistory begun = begun(after(execution(false, true, image)), later);
        assertThat(begun.image()).isEqualTo(drawn("flux-1.jpg", 7));
        assertThat(begun(after(execution(false, true, image)), given("flux-2.jpg", 7))
                        .state())
                .isEqualTo(ImageState.PLANNED);
    }

    @Test
    void anImageThatALaterExecutionReusedIsAvailableAgainOnlyIfThatFails() {
        ImageHistory image = stored(drawn("flux-1.jpg", 7), "req-1");
        PlannedImage later = drawn("flux-2.jpg", 8);
        ImageHistory reused = begun(after(execution(false, true, image)), later);

        assertThat(begun(after(execution(false, true, image), execution(false, false, reused)), later)
                        .state())
                .isEqualTo(ImageState.PLANNED);
        assertThat(begun(after(execution(false, true, image), execution(false, true, reused)), later)
                        .state())
                .isEqualTo(ImageState.STORED);
    }

    @Test
    void aRunThatHasNotEndedKeepsItsDrawnNames() {
        ImageHistory image = stored(drawn("flux-1.jpg", 7), "req-1");
        ImageHistory other = submitted(given("b.jpg", 1), "req-2");
        PlannedImage later = drawn("flux-2.jpg", 8);

        assertThat(begun(after(execution(true, false, image, other)), later).state())
                .isEqualTo(ImageState.PLANNED);
        assertThat(begun(after(execution(false, false, image, other)), later).state())
                .isEqualTo(ImageState.STORED);
    }

    @Test
    void aPathIsFreeWhenItsImageCannotBeStoredAnyMore() {
        PlannedImage pear = given("a.jpg", 8);
        BatchPlan plan = Plans.of(ENDPOINT, pear);
        ImageHistory underWay = submitted(APPLE, "req-1");
        ImageHistory failed = underWay.after(new JournalEntry.Ended(
                AT, new ImageOutcome.Failed(APPLE, "no", Optional.of("req-1"), false, false), false));

        assertThat(after(execution(true, false, underWay)).inTheWay(plan, pear)).contains("a.jpg");
        assertThat(after(execution(false, false, underWay)).inTheWay(plan, pear))
                .isEmpty();
        assertThat(after(execution(true, false, failed)).inTheWay(plan, pear)).isEmpty();
    }

    @Test
    void oneThatIsBeingCanceledIsNotInTheWayOfItsOwnRequest() {
        ImageHistory canceling = submitted(APPLE, "req-1")
                .after(new JournalEntry.Canceling(AT, CancelCause.ABORT, "the build was aborted"));
        StoredImages earlier = after(execution(true, false, canceling));

        assertThat(earlier.inTheWay(Plans.of(ENDPOINT, APPLE), APPLE)).isEmpty();
        assertThat(earlier.inTheWay(Plans.of(ENDPOINT, APPLE), given("a.jpg", 8)))
                .contains("a.jpg");
    }

    @Test
    void aFileIsNoFolderOfAnother() {
        StoredImages earlier = after(execution(false, false, stored(given("x/a.jpg", 7), "req-1")));
        BatchPlan plan = Plans.of(ENDPOINT, APPLE);

        assertThat(earlier.inTheWay(plan, given("X/A.jpg/b.jpg", 7))).contains("x/a.jpg");
        assertThat(earlier.inTheWay(plan, given("x", 7))).contains("x/a.jpg");
        assertThat(earlier.inTheWay(plan, given("x/a.jp", 7))).isEmpty();
        assertThat(earlier.inTheWay(plan, given("x/b.jpg", 7))).isEmpty();
    }
}
