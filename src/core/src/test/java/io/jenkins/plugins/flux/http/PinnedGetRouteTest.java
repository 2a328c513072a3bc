package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom a GET over a decided route speaks to, and what it says on the way: by TLS, and by proxies. */
@Timeout(60)
class PinnedGetRouteTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 1000);
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";

    // TLS

    @Test
    void givenACertificateForTheName_thenTheNameIsAskedForAtTheAddressThatWasChecked(@TempDir Path directory)
            throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "dns:images.invalid");
        HttpAccess access = trusting(certificate);
        try (Simulator simulator = secure(certificate)) {
            URI address =
                    URI.create("https://images.invalid:" + simulator.imageHost().getPort() + "/nothing");
            try (PinnedGet get = pinned(access, address)) {
                assertThat(get.send().status()).isEqualTo(404);
            }
            assertThat(simulator.record().exchanges())
                    .singleElement()
                    .satisfies(exchange ->
                            assertThat(exchange.header("host")).contains("images.invalid:" + address.getPort()));

            // The address is the same, the name is not: as if another machine had taken the address over.
            URI other = URI.create("https://other.invalid:" + address.getPort() + "/nothing");
            try (PinnedGet get = pinned(access, other)) {
                ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);
                assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
                assertThat(failure).hasMessageContaining("other.invalid");
            }
            assertThat(simulator.record().exchanges()).hasSize(1);
        }
    }

    @Test
    void givenACertificateThatNobodyTrusts_thenNothingIsSent(@TempDir Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "ip:127.0.0.1");
        try (Simulator simulator = secure(certificate)) {
            try (PinnedGet get =
                    pinned(HttpAccess.direct(), simulator.imageHost().resolve("/"))) {
                ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);

                assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            }
            assertThat(simulator.record().exchanges()).isEmpty();
        }
    }

    // Proxies

    @Test
    void givenAProxy_thenItIsAskedForTheWholeAddressWithItsPassword() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(OK)) {
            HttpAccess access =
                    Exchanges.access(HttpClient.newHttpClient(), Map.of("Proxy-Authorization", "Basic abc"));
            try (PinnedGet get =
                    new PinnedGet(access, URI.create("http://images.invalid/a?b"), through(proxy), LIMITS)) {
                get.send();
            }
            assertThat(proxy.awaitRequest())
                    .startsWith("GET http://images.invalid/a?b HTTP/1.1\r\nHost: images.invalid\r\n")
                    .contains("Proxy-Authorization: Basic abc\r\n");
        }
    }

    @Test
    void givenAProxyThatWantsAPassword_thenThatIsSaid() throws Exception {
        for (String target : new String[] {"http://images.invalid/a", "https://images.invalid/a"}) {
            try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 407 No\nContent-Length: 0\n\n");
                    PinnedGet get = new PinnedGet(HttpAccess.direct(), URI.create(target), through(proxy), LIMITS)) {
                ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);

                assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
                assertThat(failure).hasMessageContaining("(status 407)").hasMessageNotContaining("-Djdk");
            }
        }
    }

    @Test
    void givenAProxyThatRefusesTheTunnel_thenNotSent() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 403 No\nContent-Length: 0\n\n");
                PinnedGet get = new PinnedGet(
                        HttpAccess.direct(), URI.create("https://images.invalid/a"), through(proxy), LIMITS)) {
            ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure).hasMessageContaining("the proxy answered with status 403");
            assertThat(proxy.awaitRequest()).startsWith("CONNECT images.invalid:443 HTTP/1.1\r\n");
        }
    }

    @Test
    void givenAPasswordThatNoHeaderCanCarry_thenNothingIsSentAndNothingOfItIsShown() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(OK)) {
            HttpAccess access =
                    Exchanges.access(HttpClient.newHttpClient(), Map.of("Proxy-Authorization", "se\r\ncret"));
            try (PinnedGet get = new PinnedGet(access, URI.create("http://images.invalid/a"), through(proxy), LIMITS)) {
                ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);

                assertThat(failure).hasMessageNotContaining("cret");
            }
        }
    }

    private static Route through(ScriptedServer proxy) {
        return Route.through(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), proxy.address("/").getPort()));
    }

    private static Simulator secure(TestCertificate certificate) throws IOException {
        return Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build());
    }

    private static HttpAccess trusting(TestCertificate certificate) {
        return Exchanges.access(
                HttpClient.newBuilder().sslContext(certificate.context()).build(), Map.of());
    }

    /** Every name is on loopback. */
    private static PinnedGet pinned(HttpAccess access, URI target) {
        return new PinnedGet(access, target, Route.to(target, InetAddress.getLoopbackAddress()), LIMITS);
    }
}
