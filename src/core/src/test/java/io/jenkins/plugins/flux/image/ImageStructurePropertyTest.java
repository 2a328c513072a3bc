package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.Corpus;
import io.jenkins.plugins.flux.http.InputBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever arrives as an image is read, or refused with an ImageException of one harmless line, at little cost. */
class ImageStructurePropertyTest {
    private static final Corpus CORPUS = Corpus.of(ImageStructurePropertyTest.class);
    private static final int LONGEST_MESSAGE = 300;

    @Provide
    Arbitrary<byte[]> files() {
        return CORPUS.mutated(Stream.of(
                        "\u00ff\u00d8\u00ff",
                        "\u00ff\u00d9",
                        "\u00ff\u00da",
                        "\u00ff\u00c0\0\u0011\u0008\u00ea\u0060\u00ea\u0060\3",
                        "\u00ff\u00ff\u00ff\u00ff",
                        "\u00ff\0",
                        "\u00ff\u00fe\u00ff\u00ff",
                        "\u0089PNG\r\n\u001a\n",
                        "\0\0\0\rIHDR\u007f\u00ff\u00ff\u00ff\u007f\u00ff\u00ff\u00ff",
                        "\u00ff\u00ff\u00ff\u00ffIDAT",
                        "\0\0\0\0IEND\u00aeB`\u0082",
                        "RIFF\u00ff\u00ff\u00ff\u00ffWEBP",
                        "VP8X\u00ff\u00ff\u00ff\u00ff",
                        "VP8L\0\0\0\0",
                        "VP8 \1\0\0\0",
                        "<svg onload=alert(1)>",
                        "GIF89a",
                        "\0\0\0\0",
                        "\u00ff\u00ff\u00ff\u00ff")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void anyFileIsReadOrRefusedInOneLine(@ForAll("files") byte[] file) throws Exception {
        InputBudget.hold(file.length, () -> read(file));
    }

    @Example
    void everyRecordedFileIsReadOrRefusedAsItsNameSays() throws Exception {
        for (Map.Entry<String, byte[]> file : CORPUS.files().entrySet()) {
            InputBudget.hold(
                    file.getValue().length,
                    () -> assertThat(read(file.getValue()))
                            .as(file.getKey())
                            .isEqualTo(file.getKey().startsWith("good")));
        }
        assertThat(CORPUS.files()).hasSizeGreaterThan(15);
    }

    /** Whether it is a complete image. */
    private static boolean read(byte[] file) throws IOException {
        try {
            ImageStructure structure =
                    ImageStructure.of(new ImageInput(new ByteArrayInputStream(file), Long.MAX_VALUE));
            ImageHeader header = structure.header();
            assertThat(header.width()).isPositive();
            assertThat(header.height()).isPositive();
            structure.end();
            return true;
        } catch (ImageException refused) {
            assertThat(refused.kind()).isEqualTo(ImageException.Kind.WRONG_CONTENT);
            assertThat(refused.getMessage())
                    .doesNotContain("\n", "\u001b", "\u202e", "\0")
                    .hasSizeLessThan(LONGEST_MESSAGE);
            return false;
        }
    }
}
