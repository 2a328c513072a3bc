package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.header;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class BoundedExchangeTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 1000);

    @Test
    void givenAnAnswer_thenStatusHeadersAndBodyArrive() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 200 OK\nX-Test: yes\nContent-Length: 5\n\nhello")) {
            Message<HttpResponse, byte[]> answer = get(server, LIMITS).get();

            assertThat(answer.getHead().getCode()).isEqualTo(200);
            assertThat(header(answer.getHead(), "x-test")).isEqualTo("yes");
            assertThat(text(answer)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 301, 302, 307, 401, 404, 429, 500, 503})
    void givenAnyStatus_thenItIsAnAnswerAndNoRedirectIsFollowed(int status) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 " + status + " Some\nLocation: /elsewhere\nContent-Length: 0\n\n")) {
            assertThat(get(server, LIMITS).get().getHead().getCode()).isEqualTo(status);
        }
    }

    @Test
    void givenNoHead_whenTheStallLimitPasses_thenTimedOutAndTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            ExchangeException failure = failureOf(post(server.address("/"), LIMITS.withStall(Duration.ofMillis(500))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isTrue();
            assertThat(failure).hasMessageMatching("no data from 127\\.0\\.0\\.1:\\d+ for 500 ms");
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenAStalledBody_whenTheStallLimitPasses_thenTimedOutAndTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.stallingAfter("HTTP/1.1 200 OK\nContent-Length: 100\n\nbeginning")) {
            ExchangeException failure = failureOf(get(server, LIMITS.withStall(Duration.ofMillis(500))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.status()).hasValue(200);
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenABodyThatDrips_whenTheTotalPasses_thenTimedOutThoughItNeverStalled() throws Exception {
        ScriptedServer.Script drip = (out, server) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: 900\n\n"));
            for (int i = 0; i < 900; i++) {
                out.write('.');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        };
        try (ScriptedServer server = ScriptedServer.playing(drip)) {
            ExchangeLimits limits = new ExchangeLimits(Duration.ofMillis(500), Duration.ofMillis(300), 1000);

            assertThat(failureOf(get(server, limits)))
                    .hasMessageMatching("no complete answer from 127\\.0\\.0\\.1:\\d+ within 500 ms");
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenABodyThatDrips_whenItIsInTime_thenItArrives() throws Exception {
        ScriptedServer.Script drip = (out, server) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: 10\n\n"));
            for (int i = 0; i < 10; i++) {
                out.write('.');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(40);
            }
        };
        try (ScriptedServer server = ScriptedServer.playing(drip)) {
            assertThat(get(server, LIMITS.withStall(Duration.ofMillis(300)))
                            .get()
                            .getBody())
                    .hasSize(10);
        }
    }

    @Test
    void givenADeclaredLengthBeyondTheLimit_thenTooLargeBeforeAByteIsRead() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\nContent-Length: 1001\n\n")) {
            ExchangeException failure = failureOf(get(server, LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(failure).hasMessageEndingWith("is larger than 1000 bytes");
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenAnEndlessBody_thenTooLargeAndTheConnectionIsClosed() throws Exception {
        ScriptedServer.Script endless = (out, server) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\n\n"));
            while (true) {
                out.write(new byte[700]);
            }
        };
        try (ScriptedServer server = ScriptedServer.playing(endless)) {
            assertThat(failureOf(get(server, LIMITS)).kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenABodyAsLargeAsTheLimit_thenItArrives() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 1000\n\n" + "x".repeat(1000))) {
            assertThat(get(server, LIMITS).get().getBody()).hasSize(1000);
        }
    }

    @Test
    void whenTheFutureIsCanceled_thenTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\nContent-Length: 100\n\n")) {
            CompletableFuture<?> sending = get(server, LIMITS);
            server.awaitRequest();

            assertThat(sending.cancel(true)).isTrue();
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void whenTheFutureTimesOutOutside_thenTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            CompletableFuture<?> sending = get(server, LIMITS);
            server.awaitRequest();
            sending.orTimeout(10, TimeUnit.MILLISECONDS);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }
}
