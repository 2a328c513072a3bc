package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One GET whose answer is taken piece by piece. */
@Timeout(60)
class HttpDownloadTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 1000);
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";

    // Answers

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.0 200\n\nhello",
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: </a>\n\n" + OK,
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhe\n3;last\nllo\n0\nTrailer: x\n\n",
                "HTTP/1.1 200 OK\ntransfer-encoding:  Chunked \n\n05\nhello\n0\n\n",
            })
    void givenAnAnswer_thenItsBodyIsReceivedWhole(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(answer)) {
            assertThat(get(server.address("/a?b=c"), LIMITS)).isEqualTo("hello");
            assertThat(server.awaitRequest())
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("Host: 127.0.0.1:" + server.address("/").getPort() + "\r\n")
                    .contains("Accept-Encoding: identity\r\n")
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no HTTP at all\n\n",
                "HTTP/2 200\n\n",
                "HTTP/1.1 99 no\n\n",
                "HTTP/1.1 200 OK\nNo colon\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 6\n\nhello",
                "HTTP/1.1 200 OK\nContent-Length: -5\n\nhello",
                "HTTP/1.1 200 OK\nContent-Length: five\n\nhello",
                "HTTP/1.1 200 OK\nContent-Length: 5\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nfive\nhello\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nhello\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhel",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n",
                "HTTP/1.1 200 OK\nContent-Length: 9\n\nhello",
                "HTTP/1.1 200 OK\nContent-",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: other\n\n",
                "",
            })
    void givenAnAnswerThatIsBrokenOrAmbiguous_thenLost(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(answer)) {
            ExchangeException failure = failureOf(server.address("/a"), LIMITS);

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure).hasMessageContaining("was lost: ").hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-%d: x\n", "x%d"})
    void givenAHeadWithoutEnd_thenItIsNotReadForEver(String more) throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((out, self) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\n"));
            for (int line = 0; line < 1_000_000; line++) {
                out.write(ScriptedServer.bytes(more.formatted(line)));
            }
        })) {
            assertThat(failureOf(server.address("/"), LIMITS).kind()).isEqualTo(Kind.LOST);
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenInterimAnswersWithoutEnd_thenTheyAreNotReadForEver() throws Exception {
        for (String status : new String[] {"100 Continue", "103 Early Hints"}) {
            try (ScriptedServer server = ScriptedServer.playing((out, self) -> {
                while (true) {
                    out.write(ScriptedServer.bytes("HTTP/1.1 " + status + "\n\n"));
                }
            })) {
                assertThat(failureOf(server.address("/"), LIMITS.withStall(Duration.ofMillis(500)))
                                .kind())
                        .isEqualTo(Kind.TIMED_OUT);
                assertThat(server.awaitClientGone()).isTrue();
            }
        }
    }

    @Test
    void givenOneWhoTakesItsTime_thenTheServerIsNotSilentAndNoMoreIsReceivedThanFits() throws Exception {
        int size = 8 * 1024 * 1024;
        AtomicLong sent = new AtomicLong();
        ScriptedServer.Script large = (out, self) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: " + size + "\n\n"));
            for (byte[] chunk = new byte[64 * 1024]; sent.get() < size; sent.addAndGet(chunk.length)) {
                out.write(chunk);
            }
        };
        ExchangeLimits limits = new ExchangeLimits(Duration.ofSeconds(20), Duration.ofMillis(300), size);
        try (ScriptedServer server = ScriptedServer.playing(large);
                HttpDownload get = download(server.address("/"), limits)) {
            get.send();
            AtomicLong received = new AtomicLong();
            get.receive(bytes -> {
                if (received.getAndAdd(bytes.remaining()) == 0) {
                    rest(Duration.ofSeconds(1));
                }
            });

            assertThat(received).hasValue(size);
        }
        sent.set(0);
        try (ScriptedServer server = ScriptedServer.playing(large);
                HttpDownload get = download(server.address("/"), limits)) {
            get.send();
            rest(Duration.ofMillis(500));

            // The buffers of both sides' systems, and ours.
            assertThat(sent.get()).isLessThan(size);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 1001\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 4294967297\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3e9\n",
                "HTTP/1.1 200 OK\n\n"
            })
    void givenABodyLargerThanAllowed_thenTooLarge(String head) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(head + "x".repeat(1001) + "\n0\n\n")) {
            assertThat(failureOf(server.address("/"), LIMITS).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    // Time

    @Test
    void givenAServerThatFallsSilent_thenTimedOut() throws Exception {
        ExchangeLimits impatient = LIMITS.withStall(Duration.ofMillis(200));
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\nContent-Length: 5\n\nhe")) {
            ExchangeException failure = failureOf(server.address("/"), impatient);

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure).hasMessageContaining("no data from 127.0.0.1").hasMessageEndingWith("for 200 ms");
        }
    }

    @Test
    void givenAServerThatDrips_thenTheTotalTimeEndsIt() throws Exception {
        ExchangeLimits short_ = LIMITS.withTotal(Duration.ofMillis(400));
        try (ScriptedServer server = ScriptedServer.playing((out, self) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: 1000\n\n"));
            for (int octet = 0; octet < 1000; octet++) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        })) {
            ExchangeException failure = failureOf(server.address("/"), short_);

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure).hasMessageContaining("no complete answer from").hasMessageEndingWith("within 400 ms");
        }
    }

    @Test
    void givenNobodyListens_thenNotSent() throws Exception {
        assertThat(failureOf(ScriptedServer.nobody(), LIMITS).kind()).isEqualTo(Kind.NOT_SENT);
    }

    @Test
    void whenClosedByAnotherThread_thenItEndsAtOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\n")) {
            HttpDownload get = download(server.address("/"), LIMITS);
            CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowable(get::send));
            server.awaitRequest();
            get.close();

            assertThat(end.get()).isInstanceOf(ExchangeException.class);
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void whenClosedBefore_thenNothingIsConnectedTo() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            HttpDownload get = download(server.address("/"), LIMITS);
            get.close();

            assertThat(catchThrowableOfType(ExchangeException.class, get::send).kind())
                    .isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void givenASinkThatFails_thenItsOwnFailureIsTold() throws Exception {
        IOException full = new IOException("disk full");
        try (ScriptedServer server = ScriptedServer.answering(OK);
                HttpDownload get = download(server.address("/"), LIMITS)) {
            get.send();

            assertThat(catchThrowable(() -> get.receive(bytes -> {
                        throw full;
                    })))
                    .isSameAs(full);
        }
    }

    /** Time itself is what this is about. */
    private static void rest(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpDownload download(URI target, ExchangeLimits limits) {
        return new HttpDownload(HttpAccess.direct(), target, Route.to(InetAddress.getLoopbackAddress()), limits);
    }

    private static String get(URI address, ExchangeLimits limits) throws IOException {
        try (HttpDownload get = download(address, limits)) {
            assertThat(get.send().getCode()).isEqualTo(200);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            get.receive(bytes -> {
                while (bytes.hasRemaining()) {
                    body.write(bytes.get());
                }
            });
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    private static ExchangeException failureOf(URI address, ExchangeLimits limits) {
        ExchangeException failure = catchThrowableOfType(ExchangeException.class, () -> get(address, limits));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
