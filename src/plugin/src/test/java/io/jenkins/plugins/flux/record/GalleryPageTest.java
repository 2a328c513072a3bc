package io.jenkins.plugins.flux.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.ManyImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gallery of a build with images has pages, none of which is large. */
class GalleryPageTest {

    private static List<Integer> indexes(GalleryPage page) {
        return page.getImages().stream().map(GalleryImage::getIndex).toList();
    }

    /** All pages, as seen by a reader who scrolls to the end. */
    private static List<GalleryPage> pages(List<ImageRecord> all) {
        List<GalleryPage> pages = new ArrayList<>(List.of(GalleryPage.first(all)));
        while (pages.get(pages.size() - 1).isContinued()) {
            pages.add(GalleryPage.after(all, pages.get(pages.size() - 1).getCursor())
                    .orElseThrow());
        }
        return pages;
    }

    @Test
    void tenThousandImagesComeInOrderAndEachOnce() {
        List<ImageRecord> all = ManyImages.of(10_000);

        List<GalleryPage> pages = pages(all);

        assertThat(pages)
                .flatExtracting(GalleryPageTest::indexes)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
        assertThat(pages)
                .hasSize((10_000 + GalleryPage.MAX_IMAGES - 1) / GalleryPage.MAX_IMAGES)
                .allSatisfy(page -> assertThat(page.getTotal()).isEqualTo(10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "&", "ж", "图", "🍎"})
    void aPageIsSmallWhateverThePromptsAre(String letter) {
        String prompt = letter.repeat(100_000);
        List<ImageRecord> all = IntStream.range(0, 200)
                .mapToObj(number -> ManyImages.image("folder".repeat(20) + "/ё" + number + ".jpg", prompt))
                .toList();

        List<GalleryPage> pages = pages(all);

        assertThat(pages)
                .flatExtracting(GalleryPageTest::indexes)
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
        assertThat(pages).allSatisfy(page -> {
            int weight =
                    page.getImages().stream().mapToInt(GalleryImage::weight).sum();
            assertThat(weight).isLessThanOrEqualTo(GalleryPage.MAX_WEIGHT);
            assertThat(page.getImages()).allSatisfy(image -> {
                assertThat(image.getPrompt()).endsWith("…").hasSizeLessThanOrEqualTo(2 * GalleryImage.MAX_PROMPT);
                assertThat(image.getAlt()).endsWith("…").hasSizeLessThanOrEqualTo(2 * GalleryImage.MAX_ALT);
                assertThat(Character.isHighSurrogate(
                                image.getPrompt().charAt(image.getPrompt().length() - 2)))
                        .isFalse();
            });
        });
    }

    @Test
    void aPromptOfAnOrdinaryLengthIsShownWhole() {
        String prompt = "x".repeat(GalleryImage.MAX_PROMPT);

        GalleryPage page = GalleryPage.first(List.of(ManyImages.image("a.jpg", prompt)));

        assertThat(page.getImages()).extracting(GalleryImage::getPrompt).containsExactly(prompt);
    }

    @Test
    void aPageWithoutImagesEndsWhereTheFirstOneWillBegin() {
        GalleryPage empty = GalleryPage.first(List.of());

        assertThat(empty.getImages()).isEmpty();
        assertThat(empty.isContinued()).isFalse();
        assertThat(GalleryPage.after(ManyImages.of(3), empty.getCursor()).map(GalleryPageTest::indexes))
                .contains(List.of(0, 1, 2));
    }

    @Test
    void newImagesComeAfterTheLastPage() {
        List<ImageRecord> all = ManyImages.of(5);
        GalleryPage last = GalleryPage.first(all.subList(0, 3));

        assertThat(last.isContinued()).isFalse();
        assertThat(GalleryPage.after(all, last.getCursor()).map(GalleryPageTest::indexes))
                .contains(List.of(3, 4));
        assertThat(GalleryPage.after(all.subList(0, 3), last.getCursor()).map(GalleryPageTest::indexes))
                .contains(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0",
        "-1",
        "60",
        "1-",
        "-",
        "x-0",
        "0-g",
        "0-123456789",
        "9999999-0",
        "0-1",
        "1-0",
        "101-0",
        "'0-0 '",
        "''"
    })
    void aCursorOfOtherImagesLeadsNowhere(String cursor) {
        assertThat(GalleryPage.after(ManyImages.of(100), cursor)).isEmpty();
    }

    @Test
    void aCursorOfImagesInAnotherOrderLeadsNowhere() {
        List<ImageRecord> all = new ArrayList<>(ManyImages.of(100));
        String cursor = GalleryPage.first(all).getCursor();
        Collections.reverse(all);

        assertThat(GalleryPage.after(all, cursor)).isEmpty();
    }

    @Test
    void anAddressNamesTheImageAndItsBytes() {
        GalleryImage image = GalleryPage.first(List.of(ManyImages.image("a/ж #1.jpg", "x")))
                .getImages()
                .get(0);

        assertThat(image.getAddress()).matches("image/0\\?sha256=[0-9a-f]{64}");
        assertThat(image.getArtifact()).isEqualTo("a/%D0%B6%20%231.jpg");
    }

    @Test
    void thePageOfTheBuildShowsAFew() {
        assertThat(GalleryPage.thumbnails(ManyImages.of(10_000)))
                .extracting(GalleryImage::getIndex)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }
}
