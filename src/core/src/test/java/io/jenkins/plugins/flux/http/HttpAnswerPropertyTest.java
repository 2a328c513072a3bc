package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.hc.core5.http.HttpResponse;

/** Whatever an image host sends for an HTTP answer: it is read, or it is a failure of one line. */
class HttpAnswerPropertyTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(30), Duration.ofSeconds(20), 10_000_000);
    private static final Corpus CORPUS = Corpus.of(HttpAnswerPropertyTest.class);

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

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF, tries = 300)
    void anyAnswerIsReadOrRefused(@ForAll("answers") byte[] answer) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (ScriptedServer server = ScriptedServer.playing((out, self) -> out.write(answer));
                HttpDownload get = new HttpDownload(
                        HttpAccess.direct(), server.address("/"), Route.to(InetAddress.getLoopbackAddress()), LIMITS)) {
            HttpResponse head = get.send();
            assertThat(head.getCode()).isBetween(200, 999);
            get.receive(bytes -> body.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
        } catch (ExchangeException refused) {
            assertThat(refused.kind()).isNotIn(Kind.TIMED_OUT, Kind.NOT_SENT);
            assertThat(refused.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
        }
        assertThat(body.size()).isLessThanOrEqualTo(answer.length);
    }
}
