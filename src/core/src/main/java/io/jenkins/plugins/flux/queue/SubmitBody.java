package io.jenkins.plugins.flux.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;

/**
 * The body of the create call. An image prompt is read from its file and put into Base64 piece by piece, as the body is
 * sent: it may be large, and many jobs may be submitted at once. The disk is read on threads that may wait for it.
 */
final class SubmitBody implements AsyncEntityProducer {

    /** A multiple of 3, so that each piece is Base64 without padding. */
    private static final int PIECE = 3 * 16 * 1024;

    private static final ContentType JSON = ContentType.create("application/json");

    private final Path image;
    private final byte[] tail;
    private final long length;
    private final Executor disk;
    // Owned by the I/O thread while the piece is sent, and by the disk's thread while the next one is read.
    private volatile ByteBuffer piece;
    private volatile IOException unreadable;
    private long position;
    private boolean isTail;

    private SubmitBody(byte[] head, Path image, byte[] tail, Executor disk) throws IOException {
        this.image = image;
        this.tail = tail;
        this.disk = disk;
        this.length = head.length + (Files.size(image) + 2) / 3 * 4 + tail.length;
        this.piece = ByteBuffer.wrap(head);
    }

    /**
     * @param disk where files are read
     * @throws IOException when the image prompt is not there
     */
    static AsyncEntityProducer of(ImageRequest request, Executor disk) throws IOException {
        String json = request.toJson();
        if (request.imagePrompt().isEmpty()) {
            return new BasicAsyncEntityProducer(bytes(json), JSON);
        }
        byte[] head = bytes(json.substring(0, json.length() - 1) + ",\"image_prompt\":\"");
        return new SubmitBody(head, request.imagePrompt().get(), bytes("\"}"), disk);
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        return JSON.toString();
    }

    @Override
    public int available() {
        ByteBuffer current = piece;
        return unreadable == null && current == null ? 0 : 1;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (unreadable != null) {
            throw unreadable;
        }
        ByteBuffer current = piece;
        if (current == null) {
            return; // it is being read
        }
        channel.write(current);
        if (current.hasRemaining()) {
            return;
        }
        if (isTail) {
            channel.endStream();
        } else {
            piece = null;
            disk.execute(() -> {
                read();
                channel.requestOutput();
            });
        }
    }

    /** Opens the file for each piece, because the library does not close a body that is sent only in part. */
    private void read() {
        try (InputStream content = Files.newInputStream(image)) {
            content.skipNBytes(position);
            byte[] read = content.readNBytes(PIECE);
            position += read.length;
            isTail = read.length == 0;
            piece = ByteBuffer.wrap(isTail ? tail : Base64.getEncoder().encode(read));
        } catch (IOException gone) {
            unreadable = gone;
        }
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void failed(Exception cause) {
        // The exchange reports it.
    }

    @Override
    public void releaseResources() {
        // There are none.
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
