package io.jenkins.plugins.flux.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an answer of HTTP/1.x (RFC 9112) from a stream. What is ambiguous there is refused here: folded lines, two lengths, codings
 * other than {@code chunked}.
 */
final class ResponseReader {
    /** The longest head, all lines together. */
    static final int MAX_HEAD = 64 * 1024;

    /** The most answers of status 1xx before the final one. */
    private static final int MAX_INTERIM = 8;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})( .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \t]*(;.*)?");

    private final InputStream in;

    /**
     * @param in should be buffered, as it is read byte by byte
     */
    ResponseReader(InputStream in) {
        this.in = in;
    }

    /**
     * The head of the next final answer.
     *
     * @throws ProtocolException if it is none
     * @throws EOFException if the stream ends within it
     */
    ResponseHead head() throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            ResponseHead head = nextHead();
            if (head.status() >= 200) {
                return head;
            }
        }
        throw new ProtocolException("there are more than " + MAX_INTERIM + " answers of status 1xx");
    }

    private ResponseHead nextHead() throws IOException {
        int[] left = {MAX_HEAD};
        Matcher status = STATUS_LINE.matcher(line(left));
        if (!status.matches()) {
            throw new ProtocolException("the answer does not begin with a status line");
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new ProtocolException("the answer has a malformed header");
            }
            fields.computeIfAbsent(field.group(1), unknown -> new ArrayList<>())
                    .add(field.group(2).strip());
        }
        return new ResponseHead(Integer.parseInt(status.group(1)), HttpHeaders.of(fields, (name, value) -> true));
    }

    /**
     * How long the body is, so far as the head says it.
     *
     * @return bytes; {@link Long#MAX_VALUE} if only its end will tell
     * @throws ProtocolException if the head is ambiguous
     */
    static long declaredLength(ResponseHead head) throws ProtocolException {
        if (head.status() == 204 || head.status() == 304) {
            return 0;
        }
        List<String> lengths = head.headers().allValues("Content-Length");
        if (isChunked(head)) {
            if (!lengths.isEmpty()) {
                throw new ProtocolException("the answer has both a length and a transfer coding");
            }
            return Long.MAX_VALUE;
        }
        if (lengths.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new ProtocolException("the answer has an invalid content length");
        }
        return Long.parseLong(lengths.get(0));
    }

    private static boolean isChunked(ResponseHead head) throws ProtocolException {
        List<String> codings = head.headers().allValues("Transfer-Encoding");
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new ProtocolException("the answer has a transfer coding other than chunked");
        }
        return true;
    }

    /**
     * Reads the body to its end.
     *
     * @param sink takes the bytes as they come
     * @throws EOFException if the stream ends before the body does
     */
    void body(ResponseHead head, ByteSink sink) throws IOException {
        long length = declaredLength(head);
        if (isChunked(head)) {
            chunks(sink);
        } else if (length == Long.MAX_VALUE) {
            copy(Long.MAX_VALUE, sink);
        } else if (copy(length, sink) < length) {
            throw new EOFException("the connection was closed before the end of the body");
        }
    }

    private void chunks(ByteSink sink) throws IOException {
        while (true) {
            Matcher size = CHUNK.matcher(line(new int[] {MAX_HEAD}));
            if (!size.matches()) {
                throw new ProtocolException("a chunk of the body does not begin with its size");
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                return; // trailers say nothing that is wanted, and the connection is not used again
            }
            if (copy(length, sink) < length) {
                throw new EOFException("the connection was closed before the end of the body");
            }
            if (!line(new int[] {2}).isEmpty()) {
                throw new ProtocolException("a chunk of the body is longer than it says");
            }
        }
    }

    private long copy(long length, ByteSink sink) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long copied = 0;
        while (copied < length) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - copied));
            if (read < 0) {
                break;
            }
            sink.write(buffer, read);
            copied += read;
        }
        return copied;
    }

    /**
     * A line without its end.
     *
     * @param left how many bytes it may still have, with its end; what is read is taken off
     */
    private String line(int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection was closed before the end of the answer");
            }
            if (--left[0] <= 0) {
                throw new ProtocolException("the head of the answer is too long");
            }
            line.write(octet);
        }
        left[0]--;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where the bytes of a body go. */
    @FunctionalInterface
    interface ByteSink {
        void write(byte[] bytes, int length) throws IOException;
    }
}
