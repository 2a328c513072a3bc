package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that a received file is the complete image that was requested. Reads it once, front to back. */
final class ImageCheck {
    private ImageCheck() {}

    /**
     * Checks a file and returns its header.
     *
     * @param source origin of the file, to begin a message with
     * @throws ImageException of kind WRONG_CONTENT that says what was found and what was expected
     * @throws IOException if the file cannot be read
     */
    static ImageHeader check(Path file, String source, ExpectedImage expected) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ImageStructure structure = ImageStructure.of(new ImageInput(in, Long.MAX_VALUE));
            ImageHeader header = structure.header();
            if (!expected.matches(header)) {
                throw new ImageException(ImageException.Kind.WRONG_CONTENT, "is " + header);
            }
            structure.end();
            return header;
        } catch (ImageException e) {
            throw new ImageException(e.kind(), source + " " + e.getMessage() + "; expected " + expected);
        }
    }
}
