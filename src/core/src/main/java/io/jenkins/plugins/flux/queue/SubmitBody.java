package io.jenkins.plugins.flux.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The body of a submit. An image prompt is read from its file and encoded in Base64 piece by piece, while the body is
 * sent: it may be large, and many jobs may be submitted at once.
 */
final class SubmitBody {

    /** A multiple of 3, so that each piece is Base64 without padding. */
    private static final int PIECE = 3 * 16 * 1024;

    private SubmitBody() {}

    /** @throws IOException if the image prompt does not exist */
    static BodyPublisher of(ImageRequest request) throws IOException {
        String json = request.toJson();
        if (request.imagePrompt().isEmpty()) {
            return BodyPublishers.ofString(json);
        }
        Path image = request.imagePrompt().get();
        byte[] head = bytes(json.substring(0, json.length() - 1) + ",\"image_prompt\":\"");
        byte[] tail = bytes("\"}");
        long base64 = (Files.size(image) + 2) / 3 * 4;
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(() -> new Pieces(head, image, tail)), head.length + base64 + tail.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON before the image, the image, and the JSON after it. Used by one thread at a time. */
    private static final class Pieces implements Iterator<byte[]> {

        private final Path image;
        private final byte[] tail;
        private byte[] next;
        private long position;
        private boolean isOver;

        Pieces(byte[] head, Path image, byte[] tail) {
            this.next = head;
            this.image = image;
            this.tail = tail;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public byte[] next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            byte[] piece = next;
            next = isOver ? null : read();
            return piece;
        }

        /** Opens the file for each piece, because nothing reports that a body was not sent to its end. */
        private byte[] read() {
            byte[] piece;
            try (InputStream content = Files.newInputStream(image)) {
                content.skipNBytes(position);
                piece = content.readNBytes(PIECE);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
            position += piece.length;
            isOver = piece.length == 0;
            return isOver ? tail : Base64.getEncoder().encode(piece);
        }
    }
}
