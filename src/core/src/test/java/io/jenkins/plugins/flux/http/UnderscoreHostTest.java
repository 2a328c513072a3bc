package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exchanges with hosts whose names have an underscore, given a server or a network that works or fails. */
@Timeout(30)
class UnderscoreHostTest {
    private static final ExchangeLimits LIMITS = Exchanges.LIMITS;

    @AfterEach
    void close() {
        Exchanges.close();
    }

    @Test
    void givenAServer_thenItGetsTheWholeRequestAndItsAnswerComesBack() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 503 No\nRetry-After: 7\nContent-Length: 4\n\nlate")) {
            URI address = named(server);

            Message<HttpResponse, byte[]> answer = send(address, LIMITS).get();

            assertThat(answer.getHead().getCode()).isEqualTo(503);
            assertThat(Exchanges.header(answer.getHead(), "retry-after")).isEqualTo("7");
            assertThat(Exchanges.text(answer)).isEqualTo("late");
            assertThat(server.awaitRequest())
                    .startsWith("POST /model HTTP/1.1\r\n")
                    .contains("Host: my_host:"
                            + Authority.of(address).orElseThrow().port() + "\r\n")
                    .contains("X-Test: 1\r\n", "Content-Length: 19\r\n");
        }
    }

    @Test
    void givenAnUnknownHost_thenNotSent() {
        HttpAccess nowhere = Exchanges.named(
                host -> {
                    throw new UnknownHostException(host);
                },
                Exchanges.trustOfJava());

        ExchangeException failure = failureOf(Exchanges.post(nowhere, URI.create("http://my_host/"), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessage("no connection to my_host: the host name is unknown");
    }

    @Test
    void givenNobodyListens_thenNotSent() throws Exception {
        ExchangeException failure = failureOf(send(named(ScriptedServer.nobody()), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void givenAConnectionThatCloses_thenLost() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("")) {
            ExchangeException failure = failureOf(send(named(server), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure.sent()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 5000", "5000, 300"})
    void givenAServerThatFallsSilent_thenTimedOutAndSent(int total, int stall) throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\n")) {
            ExchangeException failure = failureOf(
                    send(named(server), new ExchangeLimits(Duration.ofMillis(total), Duration.ofMillis(stall), 1000)));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isTrue();
        }
    }

    @Test
    void givenTooLargeAnAnswer_thenTooLarge() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 1001\n\n")) {
            assertThat(failureOf(send(named(server), LIMITS)).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void whenItIsCanceled_thenItsConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            CompletableFuture<?> call = send(named(server), LIMITS);
            server.awaitRequest();
            call.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    /** The same address, with an underscore in the name of its host. */
    private static URI named(ScriptedServer server) {
        return named(server.address("/model"));
    }

    private static URI named(URI address) {
        return URI.create(address.toString().replace("127.0.0.1", "my_host"));
    }

    private static CompletableFuture<Message<HttpResponse, byte[]>> send(URI address, ExchangeLimits limits) {
        return Exchanges.post(Exchanges.anyName(Exchanges.trustOfJava()), address, limits);
    }
}
