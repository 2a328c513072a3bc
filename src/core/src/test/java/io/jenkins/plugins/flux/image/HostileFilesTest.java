package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.ScriptedServer;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.simulator.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malicious files from an image host: none is kept or decoded, and none costs much. */
class HostileFilesTest extends ImageDownloadFixture {
    private static final String PAGE = "<!DOCTYPE html><html><script>alert(1)</script></html>";
    private static final byte[] JPEG = TestImages.jpeg(256, 288);
    private static final long FOUR_GIB = 4L * 1024 * 1024 * 1024;

    static Stream<Arguments> hostileFiles() {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                file("an HTML page that is said to be a JPEG", page, "is an HTML page"),
                file(
                        "an SVG drawing with a script",
                        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
                                .getBytes(StandardCharsets.UTF_8),
                        "is an SVG drawing"),
                file("a page that continues as an image", TestImages.join(page, JPEG), "is "),
                file("an image that continues as a page", TestImages.join(JPEG, page), "something follows its end"),
                file(
                        "an image that continues as an archive",
                        TestImages.join(JPEG, new byte[] {'P', 'K', 3, 4}),
                        "something follows its end"),
                file("a script that begins as a GIF", "GIF89a=1;alert(1)".getBytes(StandardCharsets.UTF_8), "is a GIF"),
                file("1x1 that claims 60,000x60,000", pngThatClaims(60_000, 60_000), "is PNG 60000x60000"),
                file("a JPEG that claims 60,000x60,000", jpegThatClaims(60_000, 60_000), "is JPEG 60000x60000"),
                file("a JPEG that claims a second size", jpegWithSecondFrame(), "its size is given again"),
                file("an image without its last byte", Arrays.copyOf(JPEG, JPEG.length - 1), "is truncated"),
                file("an image without its second half", Arrays.copyOf(JPEG, JPEG.length / 2), "is truncated"),
                file("an image with one byte more", Arrays.copyOf(JPEG, JPEG.length + 1), "something follows its end"),
                file("nothing", new byte[0], "is empty"));
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    void givenAHostileFile_thenItIsNotKeptAndTheMessageSaysWhatItIs(byte[] file, String reason) throws Exception {
        String head = "HTTP/1.1 200 OK\nContent-Type: image/jpeg\nContent-Length: " + file.length + "\n\n";
        try (ScriptedServer server = answering(head, file)) {
            ImageException failure = failureOf(server, DownloadPolicy.LIMITS);

            assertThat(failure.kind()).isEqualTo(Kind.WRONG_CONTENT);
            assertThat(failure).hasMessageContaining(reason).hasMessageContaining("expected JPEG 256x288");
        }
    }

    @Test
    void givenAPolyglotThatIsACompleteImage_thenItIsKeptAsThatImage() throws Exception {
        byte[] comment = PAGE.getBytes(StandardCharsets.UTF_8);
        byte[] segment = ByteBuffer.allocate(4 + comment.length)
                .putShort((short) 0xfffe)
                .putShort((short) (2 + comment.length))
                .put(comment)
                .array();
        byte[] file = TestImages.join(Arrays.copyOf(JPEG, 2), segment, Arrays.copyOfRange(JPEG, 2, JPEG.length));
        String head = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: " + file.length + "\n\n";
        try (ScriptedServer server = answering(head, file)) {
            StoredImage image = download()
                    .download(remote(server.address("/page.html")), expected, directory.resolve("image.jpg"))
                    .get();

            // The type is that of the bytes, never that of the server's header or file name.
            assertThat(image.header()).isEqualTo(new ImageHeader(ImageFormat.JPEG, 256, 288));
            assertOnlyIn(directory, "image.jpg");
        }
    }

    @Test
    void givenAStreamOf4GiBThatSaysSo_thenNothingOfItIsReceived() throws Exception {
        try (ScriptedServer server = endless("Content-Length: " + FOUR_GIB, new AtomicLong())) {
            assertThat(failureOf(server, DownloadPolicy.LIMITS).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void givenAStreamOf4GiBThatDoesNotSaySo_thenNoMoreThanTheLimitIsReceivedAndNothingIsKept() throws Exception {
        AtomicLong sent = new AtomicLong();
        ExchangeLimits limits = DownloadPolicy.LIMITS.withMaxBytes(1024 * 1024);
        try (ScriptedServer server = endless("Content-Type: image/jpeg", sent)) {
            assertThat(failureOf(server, limits).kind()).isEqualTo(Kind.TOO_LARGE);

            assertThat(server.awaitClientGone()).isTrue();
            // Includes what the buffers of both sides hold.
            assertThat(sent.get()).isLessThan(32 * 1024 * 1024);
        }
    }

    @Test
    void givenAGzipBombAsContentEncoding_thenItIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int mebibyte = 0; mebibyte < 64; mebibyte++) {
                gzip.write(zeros);
            }
        }
        String head = "HTTP/1.1 200 OK\nContent-Type: image/jpeg\nContent-Encoding: gzip\nContent-Length: "
                + bomb.size() + "\n\n";
        try (ScriptedServer server = answering(head, bomb.toByteArray())) {
            ImageException failure = failureOf(server, DownloadPolicy.LIMITS);

            assertThat(failure.kind()).isEqualTo(Kind.WRONG_CONTENT);
            assertThat(failure).hasMessageContaining("with the content encoding gzip; expected plain bytes");
        }
    }

    @Test
    void givenAFileThatDripsForEver_thenTheTotalTimeEndsIt() throws Exception {
        ExchangeLimits limits = new ExchangeLimits(Duration.ofMillis(600), Duration.ofMillis(300), 1024 * 1024);
        simulator.faults().add(Fault.slowBody(20));

        ImageDownload impatient = new ImageDownload(HttpAccess.direct(), policy().withLimits(limits), executor);

        assertThat(failureOf(impatient.download(generated(), expected, directory.resolve("a")))
                        .kind())
                .isEqualTo(Kind.TIMED_OUT);
        assertOnlyIn(directory);
    }

    private ImageException failureOf(ScriptedServer server, ExchangeLimits limits) throws IOException {
        ImageDownload download = new ImageDownload(HttpAccess.direct(), policy().withLimits(limits), executor);
        Path target = directory.resolve("image.jpg");
        ImageException failure = failureOf(download.download(remote(server.address("/image.jpg")), expected, target));
        assertOnlyIn(directory);
        assertThat(Files.exists(target)).isFalse();
        return failure;
    }

    private static ScriptedServer answering(String head, byte[] body) throws IOException {
        return ScriptedServer.playing((out, server) -> {
            out.write(ScriptedServer.bytes(head));
            out.write(body);
        });
    }

    /** Sends 4 GiB that begin as an image, or as much as the client reads. */
    private static ScriptedServer endless(String header, AtomicLong sent) throws IOException {
        return ScriptedServer.playing((out, server) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\n" + header + "\n\n"));
            byte[] chunk = Arrays.copyOf(JPEG, 64 * 1024);
            while (sent.get() < FOUR_GIB) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        });
    }

    private static byte[] pngThatClaims(int width, int height) {
        byte[] file = TestImages.png(1, 1);
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());
        return file;
    }

    private static byte[] jpegThatClaims(int width, int height) {
        byte[] file = TestImages.jpeg(1, 1);
        ByteBuffer.wrap(file).putShort(frameOf(file) + 5, (short) height).putShort(frameOf(file) + 7, (short) width);
        return file;
    }

    private static byte[] jpegWithSecondFrame() {
        int frame = frameOf(JPEG);
        int length = 2 + ByteBuffer.wrap(JPEG).getShort(frame + 2);
        byte[] second = Arrays.copyOfRange(JPEG, frame, frame + length);
        ByteBuffer.wrap(second).putShort(5, (short) 60_000).putShort(7, (short) 60_000);
        return TestImages.join(
                Arrays.copyOf(JPEG, frame + length), second, Arrays.copyOfRange(JPEG, frame + length, JPEG.length));
    }

    /** Where the frame header of a baseline JPEG begins. */
    private static int frameOf(byte[] jpeg) {
        int index = 0;
        while (jpeg[index] != (byte) 0xff || jpeg[index + 1] != (byte) 0xc0) {
            index++;
        }
        return index;
    }

    private static Arguments file(String name, byte[] file, String reason) {
        return Arguments.of(Named.of(name, file), reason);
    }
}
