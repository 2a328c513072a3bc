package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The structure of an image file, walked from front to back without decoding a pixel. Used once. */
abstract class ImageStructure {
    private static final int START = 512;

    final ImageInput in;

    ImageStructure(ImageInput in) {
        this.in = in;
    }

    /**
     * Recognizes the structure by the first bytes.
     *
     * @throws ImageException of kind WRONG_CONTENT, naming what was found, if the format is not accepted
     */
    static ImageStructure of(ImageInput in) throws IOException {
        byte[] start = in.peekStart(START);
        String magic = new String(start, StandardCharsets.ISO_8859_1);
        if (magic.startsWith("\u00ff\u00d8\u00ff")) {
            return new JpegStructure(in);
        }
        if (magic.startsWith("\u0089PNG\r\n\u001a\n")) {
            return new PngStructure(in);
        }
        if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
            return new WebpStructure(in);
        }
        throw new ImageException(ImageException.Kind.WRONG_CONTENT, "is " + ForeignContent.describe(start));
    }

    /** Reads up to the size; call this first. */
    abstract ImageHeader header() throws IOException;

    /** Reads the rest, which must end with the file; call this after {@link #header()}. */
    abstract void end() throws IOException;

    final void requireEndOfFile() throws IOException {
        if (!in.atEnd()) {
            throw corrupt("something follows its end at byte " + in.position());
        }
    }

    static ImageException corrupt(String reason) {
        return new ImageException(ImageException.Kind.WRONG_CONTENT, "is damaged: " + reason);
    }

    static ImageHeader header(ImageFormat format, long width, long height) {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw corrupt("it claims " + width + "x" + height + " pixels");
        }
        return new ImageHeader(format, (int) width, (int) height);
    }
}
