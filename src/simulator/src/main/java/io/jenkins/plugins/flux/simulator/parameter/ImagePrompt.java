package io.jenkins.plugins.flux.simulator.parameter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The image that guides a generation, as Base64 text. */
final class ImagePrompt {
    private static final String FIELD = "image_prompt";

    /** Magic bytes of PNG, JPEG and GIF; WebP is a RIFF container. */
    private static final List<byte[]> MAGIC = List.of(
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
            new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            "GIF87a".getBytes(StandardCharsets.US_ASCII),
            "GIF89a".getBytes(StandardCharsets.US_ASCII));

    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final int WEBP_OFFSET = 8;

    private ImagePrompt() {}

    /** Returns the SHA-256 of the image in hexadecimal; empty, and a problem, if the text is not an image. */
    static Optional<String> read(String base64, FieldReader fields) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            fields.problem(FIELD, "must be Base64 without prefix or line breaks", "base64");
            return Optional.empty();
        }
        if (!isImage(bytes)) {
            fields.problem(FIELD, "must be a PNG, JPEG, WebP or GIF image in Base64", "image_type");
            return Optional.empty();
        }
        return Optional.of(Digests.sha256Hex(bytes));
    }

    private static boolean isImage(byte[] bytes) {
        return MAGIC.stream().anyMatch(magic -> hasAt(bytes, 0, magic))
                || hasAt(bytes, 0, RIFF) && hasAt(bytes, WEBP_OFFSET, WEBP);
    }

    private static boolean hasAt(byte[] bytes, int offset, byte[] expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
