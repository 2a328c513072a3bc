package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The outer form of an image file, walked from front to back without decoding a pixel. Used once. */
abstract class ImageStructure {
    private static final int START = 512;

    final ImageInput in;

    ImageStructure(ImageInput in) {
        this.in = in;
    }

    /**
     * The structure that the first bytes announce.
     *
     * @throws ImageException of kind WRONG_CONTENT that names what they announce, if that is none that is accepted
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

    /** Reads up to the size; to be called first. */
    abstract ImageHeader header() throws IOException;

    /** Reads on to the end, which must be the end of the file; to be called after the header. */
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
