package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Format and size from the first bytes of an image. Nothing is decoded, so a small file that claims to be a huge image
 * costs nothing.
 *
 * @param format by its magic bytes
 * @param width in pixels
 * @param height in pixels
 */
public record ImageHeader(ImageFormat format, int width, int height) {
    /** The size may come after color profiles, thumbnails and other segments, up to here. */
    private static final long MAX_HEADER_BYTES = 8 * 1024 * 1024;

    /**
     * Reads the header of a file.
     *
     * @throws ImageException of kind WRONG_CONTENT, naming what was found, if it is not a JPEG, PNG or WebP; of kind
     *     STORAGE if it cannot be read
     */
    public static ImageHeader read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            throw new ImageException(ImageException.Kind.STORAGE, "cannot read " + file.getFileName() + ": " + e, e);
        }
    }

    /**
     * Reads the header from the start of a stream, at most 8 MiB of it; more than the header may be consumed. The
     * stream is not closed. Blocks as the stream does.
     *
     * @throws ImageException of kind WRONG_CONTENT, naming what was found, if it is not a JPEG, PNG or WebP @throws
     *     IOException if the stream fails
     */
    public static ImageHeader read(InputStream in) throws IOException {
        try {
            return ImageStructure.of(new ImageInput(in, MAX_HEADER_BYTES)).header();
        } catch (ImageException e) {
            throw new ImageException(e.kind(), "the file " + e.getMessage() + "; expected JPEG, PNG or WEBP");
        }
    }

    @Override
    public String toString() {
        return format + " " + width + "x" + height;
    }
}
