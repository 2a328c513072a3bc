package io.jenkins.plugins.flux.simulator.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Makes image files larger without changing the image: by comments in a JPEG, by a meaningless chunk in a PNG. */
public final class Ballast {

    /** Position of the length of the JFIF segment, which must be the first: after the markers SOI and APP0. */
    private static final int JFIF_LENGTH_AT = 4;

    private static final int COMMENT = 0xfffe;
    private static final int LONGEST_SEGMENT = 0xffff;

    /** The signature and the chunk IHDR, which must be the first. */
    private static final int PNG_HEAD_BYTES = 33;

    private static final int CHUNK_FRAME_BYTES = 12;

    /** Lower case tells decoders: ancillary, private, and safe to copy. */
    private static final byte[] CHUNK_TYPE = "flBt".getBytes(StandardCharsets.US_ASCII);

    private Ballast() {}

    /** Returns the same image in a file of at least this many bytes. */
    public static byte[] add(byte[] image, ImageFormat format, int bytes) {
        int missing = bytes - image.length;
        if (missing <= 0) {
            return image;
        }
        return format == ImageFormat.JPEG
                ? insert(image, JFIF_LENGTH_AT + ByteBuffer.wrap(image).getShort(JFIF_LENGTH_AT), comments(missing))
                : insert(image, PNG_HEAD_BYTES, chunk(missing));
    }

    private static byte[] insert(byte[] image, int at, byte[] ballast) {
        return ByteBuffer.allocate(image.length + ballast.length)
                .put(image, 0, at)
                .put(ballast)
                .put(image, at, image.length - at)
                .array();
    }

    private static byte[] comments(int bytes) {
        ByteArrayOutputStream comments = new ByteArrayOutputStream(bytes + LONGEST_SEGMENT);
        while (comments.size() < bytes) {
            ByteBuffer comment = ByteBuffer.allocate(2 + LONGEST_SEGMENT);
            comment.putShort((short) COMMENT).putShort((short) LONGEST_SEGMENT);
            comments.writeBytes(comment.array());
        }
        return comments.toByteArray();
    }

    private static byte[] chunk(int bytes) {
        int content = Math.max(0, bytes - CHUNK_FRAME_BYTES);
        ByteBuffer chunk = ByteBuffer.allocate(content + CHUNK_FRAME_BYTES);
        chunk.putInt(content).put(CHUNK_TYPE);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), Integer.BYTES, CHUNK_TYPE.length + content);
        chunk.putInt(content + CHUNK_FRAME_BYTES - Integer.BYTES, (int) checksum.getValue());
        return chunk.array();
    }
}
