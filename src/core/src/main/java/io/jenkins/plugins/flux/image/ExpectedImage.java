package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.queue.ImageRequest;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an image must be to be kept.
 *
 * @param formats accepted formats
 * @param width in pixels, exactly
 * @param height in pixels, exactly
 */
public record ExpectedImage(Set<ImageFormat> formats, int width, int height) {
    /** Copies the set. */
    public ExpectedImage {
        formats = Set.copyOf(formats);
    }

    /** The image that a request asks for. */
    public static ExpectedImage of(ImageRequest request) {
        ImageFormat format = switch (request.outputFormat()) {
            case JPEG -> ImageFormat.JPEG;
            case PNG -> ImageFormat.PNG;
        };
        return new ExpectedImage(Set.of(format), request.width(), request.height());
    }

    public boolean matches(ImageHeader header) {
        return formats.contains(header.format()) && header.width() == width && header.height() == height;
    }

    @Override
    public String toString() {
        return formats.stream().sorted().map(ImageFormat::name).collect(Collectors.joining(" or ")) + " " + width + "x"
                + height;
    }
}
