package io.jenkins.plugins.flux.history;

import java.util.List;

/**
 * How a plan ended.
 *
 * @param images one outcome per planned image, in the plan's order
 */
public record BatchOutcome(List<ImageOutcome> images) {

    public BatchOutcome {
        images = List.copyOf(images);
    }

    /** Whether every image is stored. */
    public boolean isComplete() {
        return images.stream().allMatch(ImageOutcome.Stored.class::isInstance);
    }

    /** The stored images, in the plan's order. */
    public List<GeneratedImage> stored() {
        return images.stream()
                .filter(ImageOutcome.Stored.class::isInstance)
                .flatMap(outcome -> ((ImageOutcome.Stored) outcome).images().stream())
                .toList();
    }
}
