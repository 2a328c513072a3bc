package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.https;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom a request is sent over TLS, and to whom not. */
@Timeout(120)
class CertificateTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 100_000);

    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static Simulator simulator;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.in(directory, "dns:service.test", "dns:*.wild.test", "ip:127.0.0.1");
        simulator = secure(certificate);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @AfterEach
    void close() {
        Exchanges.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.test", "SERVICE.test", "a.wild.test", "my_host.wild.test", "127.0.0.1"})
    void givenACertificateForTheName_thenTheRequestIsSent(String host) throws Exception {
        assertThat(get(Exchanges.anyName(certificate::context), address(simulator, host), LIMITS)
                        .get()
                        .getHead()
                        .getCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.test",
                "a.service.test",
                "wild.test",
                "a.b.wild.test",
                "my_host.service.test",
                "my_host.a.wild.test",
                "my_host.test",
                "my_host",
                "127.0.0.2"
            })
    void givenACertificateForAnotherName_thenNothingIsSent(String host) {
        assertNothingIsSent(post(Exchanges.anyName(certificate::context), address(simulator, host), LIMITS), simulator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.test", "my_host.wild.test"})
    void givenACertificateThatNobodyTrusts_thenNothingIsSent(String host) {
        HttpAccess java = Exchanges.anyName(Exchanges.trustOfJava());

        assertNothingIsSent(post(java, address(simulator, host), LIMITS), simulator);
    }

    @Test
    void givenACertificateThatHasExpired_thenNothingIsSent(@TempDir Path another) throws Exception {
        TestCertificate expired = TestCertificate.expired(another, "dns:service.test", "dns:*.wild.test");
        try (Simulator old = secure(expired)) {
            for (String host : new String[] {"service.test", "my_host.wild.test"}) {
                assertNothingIsSent(post(Exchanges.anyName(expired::context), address(old, host), LIMITS), old);
            }
        }
    }

    /** The service is reached through a tunnel, in which nobody but the service may read the key. */
    @Test
    void givenATunnelThatEndsElsewhere_thenNothingIsSent() throws Exception {
        try (Tunnel proxy = Tunnel.to(simulator.baseUrl().getPort())) {
            HttpAccess access = proxy.access(certificate::context);

            assertNothingIsSent(post(access, URI.create("https://other.test/"), LIMITS), simulator);
            assertThat(post(access, URI.create("https://service.test/"), LIMITS)
                            .get()
                            .getHead()
                            .getCode())
                    .isEqualTo(404);
        }
    }

    // Handshakes that do not end

    @Test
    void givenAHandshakeWithoutEnd_thenItsTimeIsLimitedAndNothingIsSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            ExchangeException failure = failureOf(post(https(server), LIMITS.withStall(Duration.ofMillis(500))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isFalse();
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void whenCanceledInAHandshake_thenTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            CompletableFuture<?> call = post(https(server), LIMITS);
            server.awaitConnection();
            call.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void whenCanceledInAHandshakeBehindATunnel_thenTheConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("");
                Tunnel proxy = Tunnel.to(server.address("/").getPort())) {
            CompletableFuture<?> call =
                    post(proxy.access(Exchanges.trustOfJava()), URI.create("https://service.test/"), LIMITS);
            server.awaitConnection();
            call.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    private static void assertNothingIsSent(CompletableFuture<?> call, Simulator simulator) {
        ExchangeException failure = failureOf(call);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
        assertThat(failure).hasCauseInstanceOf(SSLException.class);
        assertThat(simulator.record().exchanges()).isEmpty();
    }

    private static Simulator secure(TestCertificate certificate) throws Exception {
        return Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build());
    }

    private static URI address(Simulator simulator, String host) {
        return URI.create("https://" + host + ":" + simulator.baseUrl().getPort() + "/");
    }
}
