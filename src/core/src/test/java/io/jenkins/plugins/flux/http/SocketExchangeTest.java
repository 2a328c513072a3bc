package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exchanges with hosts whose names have an underscore, given a server or a network that works or fails. */
@Timeout(30)
class SocketExchangeTest {
    private static final UnaryOperator<HttpRequest.Builder> POST =
            request -> request.POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"ü\"}"))
                    .setHeader("X-Test", "1");
    private static final ExchangeLimits LIMITS = Exchanges.LIMITS;

    @Test
    void givenAServer_thenItGetsTheWholeRequestAndItsAnswerComesBack() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 503 No\nRetry-After: 7\nContent-Length: 4\n\nlate")) {
            URI address = named(server);

            HttpResponse<byte[]> answer =
                    send(HttpAccess.direct(), address, LIMITS).get();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("7");
            assertThat(answer.body()).isEqualTo("late".getBytes(StandardCharsets.UTF_8));
            assertThat(server.awaitRequest())
                    .startsWith("POST /model HTTP/1.1\r\nHost: my_host:"
                            + Authority.of(address).orElseThrow().port())
                    .contains("X-Test: 1\r\n", "Content-Length: 15\r\n");
        }
    }

    @Test
    void givenAnUnknownHost_thenNotSent() {
        BoundedExchange exchange = new BoundedExchange(HttpAccess.direct(), host -> {
            throw new UnknownHostException(host);
        });

        ExchangeException failure = failureOf(exchange.send(URI.create("http://my_host/"), POST, LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasMessage("no connection to my_host: the host name is unknown");
    }

    @Test
    void givenNobodyListens_thenNotSent() throws Exception {
        ExchangeException failure = failureOf(send(HttpAccess.direct(), named(ScriptedServer.nobody()), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void givenAConnectionThatCloses_thenLost() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("")) {
            ExchangeException failure = failureOf(send(HttpAccess.direct(), named(server), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure.sent()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 5000", "5000, 300"})
    void givenAServerThatFallsSilent_thenTimedOutAndSent(int total, int stall) throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("HTTP/1.1 200 OK\n")) {
            ExchangeException failure = failureOf(send(
                    HttpAccess.direct(),
                    named(server),
                    new ExchangeLimits(Duration.ofMillis(total), Duration.ofMillis(stall), 1000)));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isTrue();
        }
    }

    @Test
    void givenTooLargeAnAnswer_thenTooLarge() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 1001\n\n")) {
            assertThat(failureOf(send(HttpAccess.direct(), named(server), LIMITS))
                            .kind())
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void whenItIsCanceled_thenItsConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            CompletableFuture<?> call = send(HttpAccess.direct(), named(server), LIMITS);
            server.awaitRequest();
            call.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenACertificate_thenItMustBeForTheName(@TempDir Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "dns:*.service.test");
        HttpClient trusting =
                HttpClient.newBuilder().sslContext(certificate.context()).build();
        try (Simulator simulator = Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build())) {
            int port = simulator.baseUrl().getPort();

            assertThat(send(() -> trusting, URI.create("https://my_host.service.test:" + port + "/"), LIMITS)
                            .get()
                            .statusCode())
                    .isEqualTo(404);
            for (String other : new String[] {"my_host.other.test", "my_host.a.service.test", "my_host"}) {
                ExchangeException failure =
                        failureOf(send(() -> trusting, URI.create("https://" + other + ":" + port + "/"), LIMITS));

                assertThat(failure.sent()).isFalse();
                assertThat(failure).hasMessageContaining("the certificate is not for " + other);
            }
            assertThat(simulator.record().exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "my_host.test, MY_host.test, true",
        "my_host.test, my_host.test., true",
        "*.service.test, my_host.service.test, true",
        "*.service.test, service.test, false",
        "*.service.test, .service.test, false",
        "*.test, my_host.test, false",
        "*, my_host, false",
        "my*.service.test, my_host.service.test, false",
        "*.*.test, my_host.service.test, false",
    })
    void givenANameInACertificate_thenItIsForTheHostOrNot(String pattern, String host, boolean matches) {
        assertThat(CertificateNames.matches(pattern, host)).isEqualTo(matches);
    }

    /** The same address, with an underscore in the name of its host. */
    private static URI named(ScriptedServer server) {
        return named(server.address("/model"));
    }

    private static URI named(URI address) {
        return URI.create(address.toString().replace("127.0.0.1", "my_host"));
    }

    private static CompletableFuture<HttpResponse<byte[]>> send(HttpAccess access, URI address, ExchangeLimits limits) {
        return new BoundedExchange(access, host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .send(address, POST, limits);
    }

    private static ExchangeException failureOf(CompletableFuture<?> call) {
        Throwable thrown = catchThrowable(call::get);
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ExchangeException.class);
        return (ExchangeException) thrown.getCause();
    }
}
