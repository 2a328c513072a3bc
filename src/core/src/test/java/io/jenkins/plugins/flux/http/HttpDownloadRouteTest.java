package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a download connects over a given route, and what it sends there: with TLS, and through proxies. */
@Timeout(60)
class HttpDownloadRouteTest {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(40), Duration.ofSeconds(30), 1000);
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";

    @AfterEach
    void close() {
        Exchanges.close();
    }

    // TLS

    @Test
    void givenACertificateForTheName_thenTheNameIsAskedForAtTheAddressThatWasChecked(@TempDir Path directory)
            throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "dns:images.invalid");
        HttpAccess access = trusting(certificate);
        try (Simulator simulator = secure(certificate)) {
            URI address =
                    URI.create("https://images.invalid:" + simulator.imageHost().getPort() + "/nothing");
            try (HttpDownload get = download(access, address)) {
                assertThat(get.send().getCode()).isEqualTo(404);
            }
            assertThat(simulator.record().exchanges())
                    .singleElement()
                    .satisfies(exchange ->
                            assertThat(exchange.header("host")).contains("images.invalid:" + address.getPort()));

            // The address is the same, the name is not: as if another machine had taken the address over.
            URI other = URI.create("https://other.invalid:" + address.getPort() + "/nothing");
            try (HttpDownload get = download(access, other)) {
                ExchangeException failure = failureOf(get);
                assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
                assertThat(failure).hasMessageContaining("other.invalid");
            }
            assertThat(simulator.record().exchanges()).hasSize(1);
        }
    }

    // Proxies

    @Test
    void givenAProxy_thenItIsAskedForTheWholeAddressWithItsPassword() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(OK)) {
            HttpProxy asking = Exchanges.proxy(proxy, "jenkins", "pässword");
            try (HttpDownload get = through(asking, "http://images.invalid/a?b")) {
                get.send();
            }
            assertThat(proxy.awaitRequest())
                    .startsWith("GET http://images.invalid/a?b HTTP/1.1\r\n")
                    .contains("\r\nHost: images.invalid\r\n")
                    .contains("\r\nProxy-Authorization: Basic amVua2luczpww6Rzc3dvcmQ=\r\n");
        }
    }

    @Test
    void givenAProxyThatWantsAPassword_thenThatIsSaid() throws Exception {
        for (String target : new String[] {"http://images.invalid/a", "https://images.invalid/a"}) {
            try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 407 No\nContent-Length: 0\n\n");
                    HttpDownload get = through(Exchanges.proxy(proxy), target)) {
                ExchangeException failure = failureOf(get);

                assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
                assertThat(failure).hasMessageContaining("(status 407)");
            }
        }
    }

    @Test
    void givenAProxyThatRefusesTheTunnel_thenNotSent() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 403 No\nContent-Length: 0\n\n");
                HttpDownload get = through(Exchanges.proxy(proxy, "jenkins", "secret"), "https://images.invalid/a")) {
            ExchangeException failure = failureOf(get);

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure).hasMessageContaining("the proxy answered with status 403");
            assertThat(proxy.awaitRequest())
                    .startsWith("CONNECT images.invalid:443 HTTP/1.1\r\n")
                    .contains("\r\nProxy-Authorization: Basic amVua2luczpzZWNyZXQ=\r\n");
        }
    }

    @Test
    void givenAProxyWhoseNameIsUnknown_thenNotSent() {
        HttpAccess nowhere = Exchanges.named(
                host -> {
                    throw new UnknownHostException(host);
                },
                Exchanges.trustOfJava());
        Route route = Route.through(new HttpProxy("proxy.invalid", 3128));
        try (HttpDownload get = new HttpDownload(nowhere, URI.create("http://images.invalid/a"), route, LIMITS)) {
            assertThat(failureOf(get).kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    private static ExchangeException failureOf(HttpDownload get) {
        ExchangeException failure = catchThrowableOfType(ExchangeException.class, get::send);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static HttpDownload through(HttpProxy proxy, String address) {
        return new HttpDownload(HttpAccess.direct(), URI.create(address), Route.through(proxy), LIMITS);
    }

    private static Simulator secure(TestCertificate certificate) throws IOException {
        return Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build());
    }

    /** Looks no name up. */
    private static HttpAccess trusting(TestCertificate certificate) {
        return Exchanges.named(
                host -> {
                    throw new UnknownHostException(host);
                },
                certificate::context);
    }

    /** Every name is on loopback. */
    private static HttpDownload download(HttpAccess access, URI target) {
        return new HttpDownload(access, target, Route.to(InetAddress.getLoopbackAddress()), LIMITS);
    }
}
