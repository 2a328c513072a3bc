package io.jenkins.plugins.flux.image;

import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.queue.ImageRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class ImageCheckTest {
    private static final ExpectedImage ANY_64X32 = new ExpectedImage(Set.of(ImageFormat.values()), 64, 32);

    @TempDir
    private Path directory;

    static Stream<byte[]> images() {
        return Stream.of(
                TestImages.jpeg(64, 32),
                TestImages.progressiveJpeg(64, 32),
                TestImages.withSegments(TestImages.jpeg(64, 32), 2),
                TestImages.png(64, 32),
                TestImages.webpLossy(64, 32),
                TestImages.webpLossless(64, 32),
                TestImages.webpExtended(64, 32));
    }

    @ParameterizedTest
    @MethodSource("images")
    void givenACompleteImage_thenItIsAccepted(byte[] file) throws IOException {
        assertThat(check(file, ANY_64X32))
                .isIn(Arrays.stream(ImageFormat.values())
                        .map(format -> new ImageHeader(format, 64, 32))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("images")
    void givenAnImageCutAnywhere_thenWrongContent(byte[] file) {
        int step = Math.max(1, file.length / 400);
        for (int length = 0; length < file.length; length += step) {
            assertThat(failureOf(TestImages.start(file, length), ANY_64X32).kind())
                    .isEqualTo(Kind.WRONG_CONTENT);
        }
        assertThat(failureOf(TestImages.start(file, file.length - 1), ANY_64X32))
                .hasMessageContaining("is truncated: it breaks off after " + (file.length - 1) + " bytes");
    }

    @ParameterizedTest
    @MethodSource("images")
    void givenSomethingAfterTheImage_thenWrongContent(byte[] file) {
        for (byte[] behind : List.of(new byte[1], "PK\u0003\u0004 <script>".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(failureOf(TestImages.join(file, behind), ANY_64X32))
                    .hasMessageContaining("is damaged: something follows its end at byte " + file.length);
        }
    }

    @Test
    void givenAnotherFormat_thenBothAreNamed() {
        ExpectedImage expected = ExpectedImage.of(ImageRequest.of(Map.of(PROMPT, "a fox", OUTPUT_FORMAT, "png")));

        assertThat(failureOf(TestImages.jpeg(1024, 768), expected))
                .hasMessage("the file is JPEG 1024x768; expected PNG 1024x768");
    }

    @Test
    void givenAnotherSize_thenBothAreNamed() {
        ExpectedImage expected = ExpectedImage.of(ImageRequest.of(Map.of(PROMPT, "a fox")));

        assertThat(failureOf(TestImages.jpeg(64, 32), expected))
                .hasMessage("the file is JPEG 64x32; expected JPEG 1024x768");
        assertThat(failureOf(TestImages.jpeg(1024, 32), expected).kind()).isEqualTo(Kind.WRONG_CONTENT);
    }

    @Test
    void givenSeveralFormatsAllowed_thenTheMessageNamesThemAll() {
        assertThat(failureOf("hello".getBytes(StandardCharsets.US_ASCII), ANY_64X32))
                .hasMessage("the file is the text \"hello\"; expected JPEG or PNG or WEBP 64x32");
    }

    @Test
    void givenAHugeClaimInASmallFile_thenItIsRefusedBecauseItWasNotRequested() {
        assertThat(failureOf(TestImages.webpExtended(60_000, 60_000), ANY_64X32))
                .hasMessage("the file is WEBP 60000x60000; expected JPEG or PNG or WEBP 64x32");
    }

    @Test
    void givenAFlippedBitInAPng_thenItsChecksumFails() {
        byte[] png = TestImages.png(64, 32);

        assertThat(failureOf(TestImages.withByte(png, png.length / 2, png[png.length / 2] ^ 1), ANY_64X32))
                .hasMessageContaining("is damaged: a checksum is wrong at byte");
    }

    @Test
    void givenAPngChunkLongerThanAnyFile_thenDamaged() {
        byte[] png = TestImages.png(64, 32);

        assertThat(failureOf(TestImages.withByte(png, 33, 0x80), ANY_64X32))
                .hasMessageContaining("is damaged: there is a chunk of 2");
    }

    @Test
    void givenNoImageData_thenDamaged() {
        byte[] png = TestImages.png(64, 32);
        byte[] jpeg = TestImages.jpeg(64, 32);
        byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
        int scan = indexOf(jpeg, 0xda);

        assertThat(failureOf(TestImages.join(TestImages.start(png, 33), end), ANY_64X32))
                .hasMessageContaining("is damaged: it has no image data");
        assertThat(failureOf(
                        TestImages.join(TestImages.start(jpeg, scan - 1), new byte[] {(byte) 0xff, (byte) 0xd9}),
                        ANY_64X32))
                .hasMessageContaining("is damaged: it has no image data");
    }

    @Test
    void givenAWebpWhoseChunksDoNotFitItsLength_thenDamaged() {
        byte[] tooShort = TestImages.withByte(TestImages.webpExtended(64, 32), 4, 30);

        assertThat(failureOf(tooShort, ANY_64X32))
                .hasMessageContaining("is damaged: its chunks are longer than the file says");
    }

    private ImageHeader check(byte[] file, ExpectedImage expected) throws IOException {
        return ImageCheck.check(Files.write(directory.resolve("file"), file), "the file", expected);
    }

    private ImageException failureOf(byte[] file, ExpectedImage expected) {
        ImageException failure = catchThrowableOfType(ImageException.class, () -> check(file, expected));
        assertThat(failure).as("failure").isNotNull();
        return failure;
    }

    private static int indexOf(byte[] jpeg, int marker) {
        int index = 1;
        while (jpeg[index - 1] != (byte) 0xff || jpeg[index] != (byte) marker) {
            index++;
        }
        return index;
    }
}
