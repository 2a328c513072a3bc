package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.ImageRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One request of a plan and the name its image is kept under.
 *
 * @param name a relative path with {@code /} between its parts, unique in its plan; the host has checked it
 * @param request what is requested from the service
 * @param imagePromptFile what the request's image prompt was read from
 * @param seedDrawn whether the host has drawn the request's seed, so that any other seed serves as well
 * @param nameDrawn the same for the name
 */
public record PlannedImage(
        String name,
        ImageRequest request,
        Optional<ImagePromptFile> imagePromptFile,
        boolean seedDrawn,
        boolean nameDrawn) {

    /** An image without an image prompt, or with one that cannot be read again; its seed is given. */
    public PlannedImage(String name, ImageRequest request) {
        this(name, request, Optional.empty(), false, false);
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
     * A copy whose request has its image prompt.
     *
     * @param file as {@link ImageRequest#withImagePrompt} takes it
     */
    public PlannedImage withImagePrompt(Path file) {
        return new PlannedImage(name, request.withImagePrompt(file), imagePromptFile, seedDrawn, nameDrawn);
    }

    /** Whether its request can be sent: a journal holds no image. */
    public boolean isSendable() {
        return imagePromptFile.isEmpty() || request.imagePrompt().isPresent();
    }

    /** Whether both request the same image. */
    boolean isSameRequest(PlannedImage other) {
        boolean isSameSeed = request.seed().equals(other.request.seed()) || (seedDrawn && other.seedDrawn);
        return isSameSeed
                && withoutSeed(request).equals(withoutSeed(other.request))
                && imagePromptSha256().equals(other.imagePromptSha256());
    }

    private static List<Object> withoutSeed(ImageRequest request) {
        return request.withSeed(Optional.empty()).values();
    }

    /** A copy whose request has the seed of another image. */
    PlannedImage withSeedOf(PlannedImage other) {
        return new PlannedImage(name, request.withSeed(other.request.seed()), imagePromptFile, seedDrawn, nameDrawn);
    }

    /** A copy with the name of another image. */
    PlannedImage withNameOf(PlannedImage other) {
        return new PlannedImage(other.name, request, imagePromptFile, seedDrawn, nameDrawn);
    }

    private Optional<String> imagePromptSha256() {
        return imagePromptFile.map(ImagePromptFile::sha256);
    }

    /**
     * The name for one of several outputs of the same request: {@code hero.jpg}, {@code hero-2.jpg}, {@code
     * hero-3.jpg}.
     *
     * @param suffix what distinguishes it from the others
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
