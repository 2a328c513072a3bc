package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.LIMITS;
import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.https;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.proxy;
import static io.jenkins.plugins.flux.http.Exchanges.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How failures are distinguished: above all, by whether the request may have been sent. */
@Timeout(20)
class BoundedExchangeFailuresTest {
    private static final String WANTED =
            "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Length: 0\n\n";

    @AfterEach
    void close() {
        Exchanges.close();
    }

    @Test
    void givenNobodyListens_thenNotSent() throws Exception {
        ExchangeException failure = failureOf(post(ScriptedServer.nobody(), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.status()).isEmpty();
        assertThat(failure).hasMessageMatching("no connection to 127\\.0\\.0\\.1:\\d+: .*refused.*");
    }

    @Test
    void givenAnUnknownHost_thenNotSent() {
        ExchangeException failure = failureOf(post(URI.create("http://host.invalid/secret?token=1"), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasMessage("no connection to host.invalid: the host name is unknown");
    }

    @Test
    void givenAServerWithoutTls_whenAskedForHttps_thenNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting("HTTP/1.1 400 Bad Request\n\n")) {
            assertThat(failureOf(post(https(server), LIMITS)).kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void givenAStalledTlsHandshake_thenTimedOutBeforeSending() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            ExchangeException failure = failureOf(post(https(server), LIMITS.withStall(Duration.ofMillis(200))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void givenTheConnectionClosesWithoutAnAnswer_thenLostAfterSending() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("")) {
            ExchangeException failure = failureOf(post(server.address("/"), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure.sent()).isTrue();
            assertThat(failure).hasMessageContaining("was lost");
        }
    }

    @Test
    void givenTheConnectionClosesWithinTheBody_thenLostWithTheStatus() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 10\n\nhalf")) {
            ExchangeException failure = failureOf(get(server, LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure.status()).hasValue(200);
        }
    }

    @Test
    void givenNoHttpAtAll_thenLost() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("SSH-2.0-OpenSSH\n\n")) {
            assertThat(failureOf(get(server, LIMITS)).kind()).isEqualTo(Kind.LOST);
        }
    }

    @Test
    void givenStatus407_thenTheProxyWantsCredentials() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(WANTED)) {
            ExchangeException failure =
                    failureOf(post(through(proxy(proxy)), URI.create("http://service.example/model"), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
            assertThat(failure.sent()).isFalse();
            assertThat(failure).hasMessageContaining("407").hasMessageNotContaining("-Djdk");
        }
    }

    @Test
    void givenStatus407AndAConnectionThatBreaks_thenTheProxyWantsCredentialsAllTheSame() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 407 No\nContent-Length: 100\n\nhalf")) {
            assertThat(failureOf(post(through(proxy(proxy)), URI.create("http://service.example/model"), LIMITS))
                            .kind())
                    .isEqualTo(Kind.PROXY_AUTHENTICATION);
        }
    }

    @Test
    void givenStatus407OfAServer_thenTheRequestMayHaveBeenActedOn() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(WANTED)) {
            ExchangeException failure = failureOf(post(server.address("/"), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
            assertThat(failure.sent()).isTrue();
        }
    }

    @Test
    void givenStatus407OnTheTunnel_thenTheProxyWantsCredentialsAndNothingWasSent() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(WANTED)) {
            ExchangeException failure =
                    failureOf(post(through(proxy(proxy)), URI.create("https://service.example/model"), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
            assertThat(failure.sent()).isFalse();
            assertThat(failure.status()).isEmpty();
            assertThat(failure).hasMessageNotContaining("-Djdk");
            assertThat(proxy.awaitRequest()).startsWith("CONNECT service.example:443 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 403, 500, 503})
    void givenAProxyThatOpensNoTunnel_thenNotSent(int status) throws Exception {
        String answer = status == 200 ? "" : "HTTP/1.1 " + status + " No\nContent-Length: 4\n\nhtml";
        try (ScriptedServer proxy = ScriptedServer.answering(answer)) {
            for (String method : new String[] {"GET", "POST"}) {
                ExchangeException failure = failureOf(new BoundedExchange(through(proxy(proxy)))
                        .send(
                                Exchanges.request(method, URI.create("https://service.example/model")),
                                method.equals("GET") ? null : Exchanges.body("{}"),
                                LIMITS));

                assertThat(failure.kind()).as(method).isEqualTo(Kind.NOT_SENT);
                assertThat(failure.sent()).isFalse();
                assertThat(failure.status()).isEmpty();
            }
        }
    }

    @Test
    void givenProxySettingsThatCannotBe_thenNothingIsSentAndTheMessageDoesNotQuoteThem() {
        ExchangeException failure = failureOf(post(
                through(new HttpProxy("127.0.0.1", 99_999, "user", "secret")),
                URI.create("http://127.0.0.1:1/"),
                LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure)
                .hasNoCause()
                .hasMessageContaining("could not be prepared")
                .hasMessageNotContaining("secret");
    }

    @Test
    void givenAccessThatIsClosed_thenNothingIsSent() throws Exception {
        HttpAccess closed = Exchanges.anyName(Exchanges.trustOfJava());
        closed.close();

        assertThat(failureOf(post(closed, ScriptedServer.nobody(), LIMITS)).kind())
                .isEqualTo(Kind.NOT_SENT);
    }

    @Test
    void whenTheAccessIsClosed_thenItsConnectionsAre() throws Exception {
        HttpAccess access = Exchanges.anyName(Exchanges.trustOfJava());
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            post(access, server.address("/"), LIMITS);
            server.awaitRequest();
            access.close();

            assertThat(server.awaitClientGone()).isTrue();
        }
    }
}
