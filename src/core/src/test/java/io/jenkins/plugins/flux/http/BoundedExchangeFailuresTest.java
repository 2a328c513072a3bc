package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.LIMITS;
import static io.jenkins.plugins.flux.http.Exchanges.access;
import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.https;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.send;
import static io.jenkins.plugins.flux.http.Exchanges.sendThrough;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told apart when no answer comes: above all, whether the request has left. */
@Timeout(20)
class BoundedExchangeFailuresTest {
    @Test
    void givenNobodyListens_thenNotSent() throws Exception {
        ExchangeException failure = failureOf(send(post(ScriptedServer.nobody()), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.status()).isEmpty();
        assertThat(failure).hasMessageMatching("no connection to 127\\.0\\.0\\.1:\\d+: .*refused.*");
    }

    @Test
    void givenAnUnknownHost_thenNotSent() {
        ExchangeException failure = failureOf(send(post(URI.create("http://host.invalid/secret?token=1")), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasMessage("no connection to host.invalid: the host name is unknown");
    }

    @Test
    void givenAServerWithoutTls_whenAskedForHttps_thenNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.greeting("HTTP/1.1 400 Bad Request\n\n")) {
            assertThat(failureOf(send(post(https(server)), LIMITS)).kind()).isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void givenAStalledTlsHandshake_thenTimedOutBeforeSending() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            ExchangeException failure = failureOf(send(post(https(server)), LIMITS.withStall(Duration.ofMillis(200))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void givenTheConnectionClosesWithoutAnAnswer_thenLostAfterSending() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("")) {
            ExchangeException failure = failureOf(send(post(server.address("/")), LIMITS));

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
        try (ScriptedServer proxy = ScriptedServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Length: 0\n\n")) {
            ExchangeException failure = failureOf(sendThrough(proxy, post(URI.create("http://service.example/model"))));

            assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
            assertThat(failure.sent()).isFalse();
            assertThat(failure).hasMessageContaining("407").hasMessageNotContaining("-Djdk");
        }
    }

    @Test
    void givenStatus407AndAConnectionThatBreaks_thenTheProxyWantsCredentialsAllTheSame() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering("HTTP/1.1 407 No\nContent-Length: 100\n\nhalf")) {
            assertThat(failureOf(sendThrough(proxy, post(URI.create("http://service.example/model"))))
                            .kind())
                    .isEqualTo(Kind.PROXY_AUTHENTICATION);
        }
    }

    @Test
    void givenStatus407OnTheTunnel_thenTheMessageNamesTheJavaSwitch() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Length: 0\n\n")) {
            ExchangeException failure =
                    failureOf(sendThrough(proxy, post(URI.create("https://service.example/model"))));

            assertThat(failure.kind()).isEqualTo(Kind.PROXY_AUTHENTICATION);
            assertThat(failure).hasMessageContaining("-Djdk.http.auth.tunneling.disabledSchemes= ");
        }
    }

    @Test
    void givenAProxyThatRefusesTheTunnel_thenNotSent() throws Exception {
        try (ScriptedServer proxy =
                ScriptedServer.answering("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n")) {
            assertThat(failureOf(sendThrough(proxy, post(URI.create("https://service.example/model"))))
                            .kind())
                    .isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void givenAClientThatFollowsRedirects_thenNothingIsSent() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertRefused(access(following, Map.of()), "IllegalStateException");
    }

    @Test
    void givenAClientWithAnAuthenticator_thenNothingIsSent() {
        HttpClient answering =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertRefused(access(answering, Map.of()), "IllegalStateException");
    }

    @Test
    void givenAHeaderThatCannotBeSent_thenTheMessageDoesNotQuoteIt() {
        assertRefused(
                access(HttpAccess.direct().client(), Map.of("Proxy-Authorization", "secret\nword")),
                "IllegalArgumentException");
    }

    private void assertRefused(HttpAccess access, String reason) {
        ExchangeException failure = failureOf(new BoundedExchange(access)
                .send(post(URI.create("http://127.0.0.1:1/")), HttpResponse.BodyHandlers.ofString(), LIMITS));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasNoCause().hasMessageContaining(reason).hasMessageNotContaining("secret");
    }
}
