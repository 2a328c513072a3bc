package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.LIMITS;
import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.http.KeptConnections.Connection;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which exchanges share a connection, and what becomes of it afterwards. */
@Timeout(60)
class ConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";

    private final HttpAccess access = Exchanges.anyName(Exchanges.trustOfJava());

    @AfterEach
    void close() {
        Exchanges.close();
    }

    // Sharing

    @Test
    void givenCallsOneAfterTheOther_thenTheyShareAConnection() throws Exception {
        try (KeptConnections server = KeptConnections.answering(OK)) {
            for (int i = 0; i < 5; i++) {
                get(access, server.address("/"), LIMITS).get();
            }
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void givenDownloadsOneAfterTheOther_thenTheyShareAConnection() throws Exception {
        try (KeptConnections server = KeptConnections.answering(OK)) {
            for (int i = 0; i < 5; i++) {
                download(server.address("/"), InetAddress.getByName("127.0.0.1"));
            }
            assertThat(server.connections()).hasSize(1);
        }
    }

    /** The server may be about to close a kept one, and then nobody could know whether it has read the request. */
    @Test
    void givenARequestWithABody_thenItHasANewConnectionThatOthersMayHaveAfterwards() throws Exception {
        try (KeptConnections server = KeptConnections.answering(OK)) {
            get(access, server.address("/"), LIMITS).get();
            post(access, server.address("/"), LIMITS).get();
            post(access, server.address("/"), LIMITS).get();
            get(access, server.address("/"), LIMITS).get();
            get(access, server.address("/"), LIMITS).get();

            assertThat(server.connections())
                    .extracting(Connection::methods)
                    .satisfiesExactlyInAnyOrder(
                            all -> assertThat(all).first().isEqualTo("GET"),
                            all -> assertThat(all).first().isEqualTo("POST"),
                            all -> assertThat(all).first().isEqualTo("POST"));
            assertThat(server.connections().stream()
                            .mapToInt(all -> all.methods().size())
                            .sum())
                    .isEqualTo(5);
        }
    }

    @Test
    void givenAServerThatClosesEachConnectionWithoutAWord_thenNoRequestIsLost() throws Exception {
        try (KeptConnections server = KeptConnections.playing((connection, out) -> {
            out.write(ScriptedServer.bytes(OK));
            out.flush();
            connection.close();
        })) {
            for (int i = 0; i < 50; i++) {
                assertThat(text(post(access, server.address("/"), LIMITS).get()))
                        .isEqualTo("hello");
                assertThat(text(get(access, server.address("/"), LIMITS).get())).isEqualTo("hello");
            }
        }
    }

    @Test
    void givenANewConnectionThatIsClosed_thenNothingIsSentAgain() throws Exception {
        try (KeptConnections server = KeptConnections.playing((connection, out) -> connection.close())) {
            assertThat(failureOf(get(access, server.address("/"), LIMITS)).kind())
                    .isEqualTo(Kind.LOST);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void givenAServerThatSaysMoreThanItWasAsked_thenNobodyTakesItForAnAnswer() throws Exception {
        String other = "HTTP/1.1 503 No\nContent-Length: 5\n\nother";
        try (KeptConnections server = KeptConnections.playing((connection, out) -> {
            out.write(ScriptedServer.bytes(OK + other));
            out.flush();
        })) {
            for (int i = 0; i < 20; i++) {
                assertThat(post(access, server.address("/"), LIMITS)
                                .get()
                                .getHead()
                                .getCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void givenAnAnswerThatEndsWithItsConnection_thenItIsWholeAndTheNextOneHasAnother() throws Exception {
        for (String close : List.of("HTTP/1.1 200 OK\nConnection: close\n", "HTTP/1.0 200 OK\n")) {
            try (KeptConnections server = KeptConnections.playing((connection, out) -> {
                out.write(ScriptedServer.bytes(close + "\nhello"));
                out.flush();
                connection.close();
            })) {
                assertThat(text(get(access, server.address("/"), LIMITS).get())).isEqualTo("hello");
                assertThat(text(get(access, server.address("/"), LIMITS).get())).isEqualTo("hello");
                assertThat(server.connections()).hasSize(2);
            }
        }
    }

    /** A check may have allowed only one of them. */
    @Test
    void givenOneNameAtTwoAddresses_thenAConnectionToOneIsNotTakenForTheOther() throws Exception {
        try (KeptConnections server = KeptConnections.answering(OK)) {
            URI address =
                    URI.create("http://moving.invalid:" + server.address("/").getPort() + "/");
            download(address, InetAddress.getByName("127.0.0.1"));
            download(address, InetAddress.getByName("127.0.0.2"));
            download(address, InetAddress.getByName("127.0.0.1"));

            assertThat(server.connections())
                    .extracting(connection -> connection.local().getHostAddress())
                    .containsExactly("127.0.0.1", "127.0.0.2");
        }
    }

    @Test
    void givenAddressesInAnotherOrder_thenTheConnectionIsUsedAgain() throws Exception {
        InetAddress one = InetAddress.getByName("127.0.0.1");
        InetAddress other = InetAddress.getByName("127.0.0.2");
        AtomicReference<InetAddress[]> addresses = new AtomicReference<>();
        HttpAccess turning = Exchanges.named(host -> addresses.get(), Exchanges.trustOfJava());
        try (KeptConnections server = KeptConnections.answering(OK)) {
            URI address =
                    URI.create("http://turning.invalid:" + server.address("/").getPort() + "/");
            addresses.set(new InetAddress[] {other, one});
            get(turning, address, LIMITS).get();
            addresses.set(new InetAddress[] {one, other});
            get(turning, address, LIMITS).get();

            assertThat(server.connections())
                    .singleElement()
                    .satisfies(all -> assertThat(all.local()).isEqualTo(other));
        }
    }

    /** The library mistakes a proxy's answer to CONNECT for the server's. */
    @Test
    void givenAKeptTunnelThatIsClosedAndAProxyThatOpensNoOther_thenThatIsNotTakenForAnAnswer(@TempDir Path directory)
            throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "dns:service.test");
        ExchangeLimits patient = new ExchangeLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 1000);
        try (Http2Server server = new Http2Server(certificate.context(), connection -> {
                    connection.settings();
                    int stream = connection.request().stream();
                    connection.head(stream, true, ":status", "204");
                    connection.request();
                    connection.close();
                });
                Tunnel proxy = Tunnel.to(server.address().getPort())) {
            HttpAccess tunneled = proxy.access(certificate::context);
            URI service = URI.create("https://service.test/");
            assertThat(get(tunneled, service, patient).get().getHead().getCode())
                    .isEqualTo(204);
            proxy.refuse();
            ExchangeException failure = failureOf(get(tunneled, service, patient));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure).hasMessageContaining("the proxy answered with status 503");
        }
    }

    @Test
    void givenAProxyWhosePasswordChanges_thenWhatTheOldOneHasOpenedIsNotUsed() throws Exception {
        AtomicReference<HttpProxy> settings = new AtomicReference<>();
        HttpAccess changing =
                Exchanges.open(new HttpAccess(host -> Optional.of(settings.get()), ForkJoinPool.commonPool()));
        try (KeptConnections proxy = KeptConnections.answering(OK)) {
            int port = proxy.address("/").getPort();
            for (String password : List.of("old", "old", "new", "new")) {
                settings.set(new HttpProxy("127.0.0.1", port, "jenkins", password));
                get(changing, URI.create("http://service.invalid/"), LIMITS).get();
            }
            assertThat(proxy.connections()).hasSize(2);
        }
    }

    // Ends

    @Test
    void givenAConnectionThatNobodyUses_thenItIsClosed() throws Exception {
        try (KeptConnections server = KeptConnections.answering(OK)) {
            get(access, server.address("/"), LIMITS).get();

            assertThat(server.connections().get(0).awaitEnd()).isTrue();
        }
    }

    @Test
    void givenAServerThatKeepsConnectionsForASecond_thenTheyAreNotUsedUpToTheLastMoment() throws Exception {
        try (KeptConnections server =
                KeptConnections.answering("HTTP/1.1 200 OK\nKeep-Alive: timeout=1\nContent-Length: 5\n\nhello")) {
            get(access, server.address("/"), LIMITS).get();
            Thread.sleep(50);
            get(access, server.address("/"), LIMITS).get();

            assertThat(server.connections()).hasSize(2);
        }
    }

    // Addresses

    @Test
    void givenAnAddressThatDoesNotAnswer_thenTheNextOneIsTried() throws Exception {
        HttpAccess both = Exchanges.named(
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")},
                Exchanges.trustOfJava());
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            URI address =
                    URI.create("http://both.invalid:" + server.address("/").getPort() + "/");

            assertThat(text(post(both, address, LIMITS).get())).isEqualTo("hello");
        }
    }

    @Test
    void givenAnAddressThatHasTakenTheRequest_thenNoOtherIsTried() throws Exception {
        HttpAccess both = Exchanges.named(
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.1")},
                Exchanges.trustOfJava());
        try (KeptConnections server = KeptConnections.playing((connection, out) -> connection.close())) {
            URI address =
                    URI.create("http://both.invalid:" + server.address("/").getPort() + "/");

            assertThat(failureOf(post(both, address, LIMITS)).kind()).isEqualTo(Kind.LOST);
            assertThat(server.connections()).hasSize(1);
        }
    }

    private void download(URI address, InetAddress to) throws Exception {
        try (HttpDownload get = new HttpDownload(access, address, Route.to(to), LIMITS)) {
            assertThat(get.send().getCode()).isEqualTo(200);
            get.receive(bytes -> {});
        }
    }
}
