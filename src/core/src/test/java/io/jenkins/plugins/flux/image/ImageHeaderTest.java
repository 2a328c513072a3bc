package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.image.ImageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class ImageHeaderTest {
    static Stream<Arguments> images() {
        return Stream.of(
                Arguments.of("JPEG", TestImages.jpeg(640, 480), new ImageHeader(ImageFormat.JPEG, 640, 480)),
                Arguments.of(
                        "progressive JPEG",
                        TestImages.progressiveJpeg(1440, 256),
                        new ImageHeader(ImageFormat.JPEG, 1440, 256)),
                Arguments.of(
                        "JPEG behind 1 MiB of segments",
                        TestImages.withSegments(TestImages.jpeg(32, 64), 16),
                        new ImageHeader(ImageFormat.JPEG, 32, 64)),
                Arguments.of("PNG", TestImages.png(256, 1440), new ImageHeader(ImageFormat.PNG, 256, 1440)),
                Arguments.of(
                        "lossy WebP", TestImages.webpLossy(1024, 768), new ImageHeader(ImageFormat.WEBP, 1024, 768)),
                Arguments.of(
                        "lossless WebP",
                        TestImages.webpLossless(16384, 1),
                        new ImageHeader(ImageFormat.WEBP, 16384, 1)),
                Arguments.of(
                        "extended WebP",
                        TestImages.webpExtended(100_000, 768),
                        new ImageHeader(ImageFormat.WEBP, 100_000, 768)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void givenAnImage_thenItsFormatAndSize(String name, byte[] file, ImageHeader header) throws IOException {
        assertThat(read(file)).isEqualTo(header);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void givenAnImageThatComesByteByByte_thenItsFormatAndSize(String name, byte[] file, ImageHeader header)
            throws IOException {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(file)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };

        assertThat(ImageHeader.read(slow)).isEqualTo(header);
    }

    @Test
    void givenAFile_thenItsFormatAndSize(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("a.txt"), TestImages.png(3, 5));

        assertThat(ImageHeader.read(file)).hasToString("PNG 3x5");
    }

    @Test
    void givenNoFile_thenStorage(@TempDir Path directory) {
        ImageException failure =
                catchThrowableOfType(ImageException.class, () -> ImageHeader.read(directory.resolve("missing.png")));

        assertThat(failure.kind()).isEqualTo(Kind.STORAGE);
        assertThat(failure).hasMessageContaining("missing.png");
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of("GIF89a....", "a GIF image"),
                Arguments.of("BM......", "a BMP image"),
                Arguments.of("II*\0....", "a TIFF image"),
                Arguments.of("MM\0*....", "a TIFF image"),
                Arguments.of("%PDF-1.7", "a PDF document"),
                Arguments.of("PK\u0003\u0004...", "a ZIP archive"),
                Arguments.of("\u001f\u008b\b...", "gzip-compressed data"),
                Arguments.of("\0\0\0\u0020ftypavif", "an AVIF, HEIC or MP4 file"),
                Arguments.of("RIFF....WAVE", "the text \"RIFF....WAVE\""),
                Arguments.of("<!DOCTYPE html><p>", "an HTML page"),
                Arguments.of("\n <html lang='en'>", "an HTML page"),
                Arguments.of("<?xml version='1.0'?><svg onload='alert(1)'>", "an SVG drawing"),
                Arguments.of("<svg xmlns='…'>", "an SVG drawing"),
                Arguments.of("<?xml version='1.0'?><rss>", "XML or HTML"),
                Arguments.of("{\"error\": \"expired\"}", "JSON: {\"error\": \"expired\"}"),
                Arguments.of("[1]", "JSON: [1]"),
                Arguments.of("not found\r\n", "the text \"not found\""),
                Arguments.of("\u0000\u0001\u0002\u00fe", "unknown data that begins with 00 01 02 fe"),
                Arguments.of("\u00ff\u00d8", "unknown data that begins with ff d8"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void givenAnythingElse_thenItIsNamed(String file, String name) {
        ImageException failure = failureOf(file.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(failure.kind()).isEqualTo(Kind.WRONG_CONTENT);
        assertThat(failure).hasMessage("the file is " + name + "; expected JPEG, PNG or WEBP");
    }

    @Test
    void givenAPolyglotThatBeginsAsAnImage_thenItsHeaderDecides() throws IOException {
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);

        assertThat(read(TestImages.join(TestImages.png(3, 5), script)))
                .isEqualTo(new ImageHeader(ImageFormat.PNG, 3, 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void givenAnImageCutAnywhereInItsHeader_thenWrongContent(String name, byte[] file) {
        int headerEnd = name.startsWith("JPEG behind") ? 4000 : 25;
        for (int length = 0; length < headerEnd; length++) {
            assertThat(failureOf(TestImages.start(file, length)).kind()).isEqualTo(Kind.WRONG_CONTENT);
        }
    }

    static Stream<Arguments> damaged() {
        byte[] png = TestImages.png(8, 8);
        byte[] jpeg = TestImages.jpeg(8, 8);
        byte[] lossy = TestImages.webpLossy(8, 8);
        return Stream.of(
                Arguments.of(TestImages.withByte(png, 11, 12), "its first chunk is not IHDR"),
                Arguments.of(TestImages.withByte(png, 12, 'i'), "its first chunk is not IHDR"),
                Arguments.of(TestImages.withByte(png, 19, 9), "a checksum is wrong at byte 33"),
                Arguments.of(png(0, 8), "it claims 0x8 pixels"),
                Arguments.of(png(8, -1), "it claims 8x4294967295 pixels"),
                Arguments.of(TestImages.withByte(jpeg, 3, 0xd9), "its data begins before its size is given"),
                Arguments.of(TestImages.withByte(jpeg, 3, 0xda), "its data begins before its size is given"),
                Arguments.of(TestImages.withByte(jpeg, 3, 0xd8), "there is a misplaced marker ffd8 at byte 4"),
                Arguments.of(TestImages.withByte(jpeg, 5, 1), "there is a segment of length 1 at byte 6"),
                Arguments.of(TestImages.withByte(jpeg, 5, 17), "a marker is missing at byte"),
                Arguments.of(jpegFrame(8, 0), "it claims 8x0 pixels"),
                Arguments.of(TestImages.withByte(lossy, 12, 'X'), "its first chunk is not VP8, VP8L or VP8X"),
                Arguments.of(TestImages.withByte(lossy, 23, 0), "its VP8 start code is missing"),
                Arguments.of(TestImages.webpLossy(0, 8), "it claims 0x8 pixels"),
                Arguments.of(
                        TestImages.withByte(TestImages.webpLossless(8, 8), 20, 0), "its VP8L signature is missing"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void givenADamagedHeader_thenTheDamageIsNamed(byte[] file, String damage) {
        assertThat(failureOf(file)).hasMessageStartingWith("the file is damaged: " + damage);
    }

    @Test
    void givenFillBytesAndStandaloneMarkers_thenTheyAreSkipped() throws IOException {
        byte[] jpeg = TestImages.jpeg(8, 8);
        byte[] odd = TestImages.join(
                TestImages.start(jpeg, 2),
                new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x01, (byte) 0xff, (byte) 0xd0},
                Arrays.copyOfRange(jpeg, 2, jpeg.length));

        assertThat(read(odd)).isEqualTo(new ImageHeader(ImageFormat.JPEG, 8, 8));
    }

    @Test
    void givenEndlessSegments_thenReadingStopsAtALimit() {
        byte[] segment = TestImages.withSegments(new byte[2], 1);
        long[] served = {0};
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(new byte[] {(byte) 0xff, (byte) 0xd8}), new InputStream() {
                    @Override
                    public int read() {
                        return segment[2 + (int) (served[0]++ % (segment.length - 2))] & 0xff;
                    }
                });

        assertThatThrownBy(() -> ImageHeader.read(endless))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("the file does not give its size in its first 8388608 bytes");
        assertThat(served[0]).isLessThan(9_000_000);
    }

    @Test
    void givenRandomAndMutatedBytes_thenNothingButWrongContentIsThrown() {
        Random chance = new Random(42);
        byte[][] originals = images().map(arguments -> (byte[]) arguments.get()[1])
                .filter(file -> file.length < 100_000)
                .toArray(byte[][]::new);
        for (int round = 0; round < 10_000; round++) {
            byte[] file = TestImages.start(
                    originals[round % originals.length], 16 + chance.nextInt(600)); // headers, cut or padded with zeros
            for (int change = chance.nextInt(6); change >= 0; change--) {
                file[chance.nextInt(file.length)] = (byte) chance.nextInt();
            }
            try {
                ImageHeader header = read(file);
                assertThat(header.width()).isPositive();
                assertThat(header.height()).isPositive();
            } catch (ImageException e) {
                assertThat(e.kind()).isEqualTo(Kind.WRONG_CONTENT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] png(int width, int height) {
        byte[] file = TestImages.png(8, 8);
        ByteBuffer header = ByteBuffer.wrap(file);
        header.putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        return file;
    }

    private static byte[] jpegFrame(int width, int height) {
        byte[] frame = {
            (byte) 0xff,
            (byte) 0xd8,
            (byte) 0xff,
            (byte) 0xc0,
            0,
            11,
            8,
            (byte) (height >> 8),
            (byte) height,
            (byte) (width >> 8),
            (byte) width,
            1
        };
        return frame;
    }

    private static ImageHeader read(byte[] file) throws IOException {
        return ImageHeader.read(new ByteArrayInputStream(file));
    }

    private static ImageException failureOf(byte[] file) {
        ImageException failure = catchThrowableOfType(ImageException.class, () -> read(file));
        assertThat(failure).isNotNull();
        return failure;
    }
}
