package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.generation.ImagePhase;
import io.jenkins.plugins.flux.generation.ImageStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page of a running build says of its images, in numbers and one by one. */
class ImageProgressTest {

    private static List<ImageStatus> images(int count, ImagePhase phase) {
        List<ImageStatus> images = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            images.add(new ImageStatus(phase + "-" + number, phase));
        }
        return images;
    }

    @Test
    void everyPhaseIsCountedAndNamed() {
        List<ImageStatus> one = new ArrayList<>();
        for (ImagePhase phase : ImagePhase.values()) {
            one.addAll(images(1, phase));
        }
        ImageProgress progress = new ImageProgress(one);

        assertThat(progress.getText())
                .isEqualTo("1 of 6 images stored · waiting for their turn: 1 · in the queue of the service: 1"
                        + " · being generated: 1 · being stored: 1 · not made: 1");
        assertThat(progress.getTotal()).isEqualTo(6);
        assertThat(progress.getEnded()).isEqualTo(2);
        assertThat(progress.getListed())
                .extracting(ListedImage::getText)
                .containsExactly("waits for its turn", "queued", "running", "being stored", "done", "not made");
    }

    @Test
    void ofVeryManyThoseAreListedThatHaveNotEnded() {
        List<ImageStatus> many = images(ImageProgress.MAX_LISTED, ImagePhase.STORED);
        many.addAll(images(2, ImagePhase.RUNNING));
        many.addAll(images(3, ImagePhase.LOST));

        assertThat(new ImageProgress(many).getListed())
                .extracting(ListedImage::getPath)
                .containsExactly("RUNNING-1", "RUNNING-2");
    }

    @Test
    void noMoreAreListedThanAPersonReads() {
        List<ImageStatus> many = images(ImageProgress.MAX_LISTED + 1, ImagePhase.WAITING);

        assertThat(new ImageProgress(many).getListed()).hasSize(ImageProgress.MAX_LISTED);
        assertThat(new ImageProgress(many).getTotal()).isEqualTo(ImageProgress.MAX_LISTED + 1);
    }
}
