package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ImageRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * One request of a plan and the name its image is kept under.
 *
 * @param name a relative path with {@code /} between its parts, unique in its plan; the host has checked it
 * @param request what to ask the service for
 * @param imagePromptFile where the host has read the request's image prompt, so that it can read it again after a restart
 */
public record PlannedImage(String name, ImageRequest request, Optional<String> imagePromptFile) {

    /** An image without an image prompt, or with one that cannot be read again. */
    public PlannedImage(String name, ImageRequest request) {
        this(name, request, Optional.empty());
    }

    public PlannedImage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(imagePromptFile, "imagePromptFile");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: must not be blank");
        }
    }

    /**
     * The name for one of several outputs of the same request: {@code hero.jpg}, {@code hero-2.jpg}, {@code hero-3.jpg}.
     *
     * @param suffix what tells it from the others
     * @param number counted from 1 in the order of the service's answer
     */
    String nameOfOutput(String suffix, int number) {
        if (number == 1) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        boolean hasExtension = dot > name.lastIndexOf('/');
        String stem = hasExtension ? name.substring(0, dot) : name;
        String extension = hasExtension ? name.substring(dot) : "";
        return stem + "-" + suffix + extension;
    }
}
