package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever an image host sends for an HTTP answer: it is read, or it is an IOException, and it costs little. */
class ResponseReaderPropertyTest {
    private static final Corpus CORPUS = Corpus.of(ResponseReaderPropertyTest.class);

    @Provide
    Arbitrary<byte[]> answers() {
        return CORPUS.mutated(Stream.of(
                        "\r\n",
                        "\n",
                        "\r",
                        ":",
                        " ",
                        "HTTP/1.1 ",
                        "Content-Length: 99999999999999999999\r\n",
                        "Content-Length: 3\r\n",
                        "Transfer-Encoding: chunked\r\n",
                        "7fffffffffffffff\r\n",
                        "fffffffffffffff\r\n",
                        "0\r\n\r\n",
                        ";",
                        "\0")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void anyAnswerIsReadOrRefused(@ForAll("answers") byte[] answer) throws Exception {
        InputBudget.hold(answer.length, () -> {
            ResponseReader reader = new ResponseReader(new ByteArrayInputStream(answer));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try {
                ResponseHead head = reader.head();
                assertThat(head.status()).isBetween(200, 999);
                reader.body(head, (bytes, length) -> body.write(bytes, 0, length));
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
            assertThat(body.size()).isLessThanOrEqualTo(answer.length);
        });
    }
}
