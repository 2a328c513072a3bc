package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Checksum;

/** The bytes of an image file, read forward once, up to a limit. */
final class ImageInput {
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final long limit;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    /** Bytes before the buffer. */
    private long passed;

    ImageInput(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Returns the first bytes without consuming them; fewer only if the file is shorter. At most the size of the
     * buffer.
     */
    byte[] peekStart(int count) throws IOException {
        end = in.readNBytes(buffer, 0, count);
        return Arrays.copyOf(buffer, end);
    }

    long position() {
        return passed + next;
    }

    boolean atEnd() throws IOException {
        return next == end && !fill();
    }

    int octet() throws IOException {
        if (next == end && !fill()) {
            throw truncated();
        }
        return buffer[next++] & 0xff;
    }

    int uint16() throws IOException {
        return octet() << 8 | octet();
    }

    long uint32() throws IOException {
        return (long) uint16() << 16 | uint16();
    }

    int uint16LittleEndian() throws IOException {
        return octet() | octet() << 8;
    }

    int uint24LittleEndian() throws IOException {
        return uint16LittleEndian() | octet() << 16;
    }

    long uint32LittleEndian() throws IOException {
        return uint16LittleEndian() | (long) uint16LittleEndian() << 16;
    }

    void skip(long count) throws IOException {
        skip(count, null);
    }

    /** Skips bytes, and adds them to a checksum. */
    void skip(long count, Checksum checksum) throws IOException {
        long left = count;
        while (left > 0) {
            if (next == end && !fill()) {
                throw truncated();
            }
            int step = (int) Math.min(left, end - next);
            if (checksum != null) {
                checksum.update(buffer, next, step);
            }
            next += step;
            left -= step;
        }
    }

    private boolean fill() throws IOException {
        passed += end;
        next = 0;
        end = 0;
        if (passed >= limit) {
            throw new ImageException(
                    ImageException.Kind.WRONG_CONTENT, "does not give its size in its first " + limit + " bytes");
        }
        end = Math.max(0, in.read(buffer, 0, (int) Math.min(buffer.length, limit - passed)));
        return end > 0;
    }

    private ImageException truncated() {
        return new ImageException(
                ImageException.Kind.WRONG_CONTENT, "is truncated: it breaks off after " + position() + " bytes");
    }
}
