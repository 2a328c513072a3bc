package io.jenkins.plugins.flux.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page of a running build says about its images, in numbers and one by one. */
class ImageProgressTest {

    private final ProgressRows rows = new ProgressRows();

    private static List<ImageStatus> images(int count, ImagePhase phase) {
        List<ImageStatus> images = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            images.add(new ImageStatus(phase + "-" + number, phase));
        }
        return images;
    }

    private ImageProgress progress(List<ImageStatus> images) {
        return new ImageProgress(images, rows, 0);
    }

    private ImageProgress progress(List<ImageStatus> images, ImageProgress last) {
        return new ImageProgress(images, rows, Long.parseLong(last.getCursor()));
    }

    @Test
    void everyPhaseIsCountedAndNamed() {
        List<ImageStatus> one = new ArrayList<>();
        for (ImagePhase phase : ImagePhase.values()) {
            one.addAll(images(1, phase));
        }
        ImageProgress progress = progress(one);

        assertThat(progress.getText())
                .isEqualTo("1 of 6 images stored · waiting for their turn: 1 · in the service's queue: 1"
                        + " · being generated: 1 · being stored: 1 · not made: 1");
        assertThat(progress.getTotal()).isEqualTo(6);
        assertThat(progress.getEnded()).isEqualTo(2);
        assertThat(progress.getListed())
                .extracting(ProgressRows.ListedImage::getText)
                .containsExactly("waiting", "queued", "running", "being stored", "done", "not made");
    }

    @Test
    void oneImageIsOneImage() {
        assertThat(progress(images(1, ImagePhase.STORED)).getText()).isEqualTo("1 of 1 image stored");
        assertThat(progress(List.of()).getText()).isEqualTo("0 of 0 images stored");
    }

    @Test
    void ofVeryManyThoseAreListedThatHaveNotEnded() {
        List<ImageStatus> many = images(ImageProgress.MAX_LISTED, ImagePhase.STORED);
        many.addAll(images(2, ImagePhase.RUNNING));
        many.addAll(images(3, ImagePhase.LOST));

        assertThat(progress(many).getListed())
                .extracting(ProgressRows.ListedImage::getPath)
                .containsExactly("RUNNING-1", "RUNNING-2");
    }

    @Test
    void noMoreAreListedThanAPersonReads() {
        List<ImageStatus> many = images(10_000, ImagePhase.WAITING);

        assertThat(progress(many).getListed()).hasSize(ImageProgress.MAX_LISTED);
        assertThat(progress(many).getNumbers()).hasSize(ImageProgress.MAX_LISTED);
        assertThat(progress(many).getTotal()).isEqualTo(10_000);
    }

    @Test
    void aPageThatPollsAgainGetsOnlyWhatHasChanged() {
        List<ImageStatus> images = images(10_000, ImagePhase.WAITING);
        ImageProgress first = progress(images);
        assertThat(progress(images, first).getListed()).isEmpty();

        images.set(3, new ImageStatus("WAITING-4", ImagePhase.RUNNING));
        ImageProgress second = progress(images, first);

        assertThat(second.getListed())
                .extracting(
                        ProgressRows.ListedImage::getPath,
                        ProgressRows.ListedImage::getPhase,
                        ProgressRows.ListedImage::getNumber)
                .containsExactly(tuple("WAITING-4", "running", 4));
        assertThat(second.getNumbers()).isEqualTo(first.getNumbers());
        assertThat(progress(images, second).getListed()).isEmpty();
        assertThat(progress(images, first).getListed()).hasSize(1);
        assertThat(second.toJson(0, false)).hasSizeLessThan(1_000);
    }

    @Test
    void whatHasEndedGivesItsPlaceToTheNext() {
        List<ImageStatus> images = images(10_000, ImagePhase.WAITING);
        ImageProgress first = progress(images);
        images.set(0, new ImageStatus("WAITING-1", ImagePhase.STORED));

        ImageProgress second = progress(images, first);

        assertThat(second.getListed())
                .extracting(ProgressRows.ListedImage::getPath)
                .containsExactly("WAITING-51");
        assertThat(second.getNumbers()).doesNotContain(1).endsWith(51).hasSize(ImageProgress.MAX_LISTED);
    }

    @Test
    void aPageThatWasOpenBeforeARestartGetsEverything() {
        List<ImageStatus> images = images(3, ImagePhase.RUNNING);
        ImageProgress before = progress(images);

        ImageProgress after =
                new ImageProgress(images, new ProgressRows(), Long.parseLong(before.getCursor()) + 1_000_000);

        assertThat(after.getListed()).hasSize(3);
    }
}
