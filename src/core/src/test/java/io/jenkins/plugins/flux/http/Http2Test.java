package io.jenkins.plugins.flux.http;

import static io.jenkins.plugins.flux.http.Exchanges.failureOf;
import static io.jenkins.plugins.flux.http.Exchanges.get;
import static io.jenkins.plugins.flux.http.Exchanges.header;
import static io.jenkins.plugins.flux.http.Exchanges.post;
import static io.jenkins.plugins.flux.http.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import io.jenkins.plugins.flux.http.Http2Server.Connection;
import io.jenkins.plugins.flux.http.Http2Server.Request;
import io.jenkins.plugins.flux.http.Http2Server.Script;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges with a server that offers HTTP/2. Failures mean the same as with HTTP/1.1. */
@Timeout(120)
class Http2Test {
    private static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofSeconds(60), Duration.ofSeconds(40), 1000);

    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static HttpAccess access;

    @BeforeAll
    static void trust() throws Exception {
        certificate = TestCertificate.in(directory, "ip:127.0.0.1");
        access = Exchanges.trusting(certificate);
    }

    @AfterAll
    static void close() {
        Exchanges.close();
    }

    private static Http2Server server(Script script) throws IOException {
        return new Http2Server(certificate.context(), script);
    }

    /** Answers each request that comes. */
    private static Http2Server answering(Script answer) throws IOException {
        return server(connection -> {
            connection.settings();
            answer.play(connection);
        });
    }

    // Answers

    @Test
    void givenAServerThatOffersIt_thenRequestsAndAnswersTravelByIt() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (Http2Server server = answering(connection -> {
            Request request = connection.request();
            bodies.add(request.body());
            connection.head(request.stream(), false, ":status", "503", "retry-after", "7");
            connection.data(request.stream(), false, "la");
            connection.data(request.stream(), true, "te");
        })) {
            Message<HttpResponse, byte[]> answer =
                    post(access, server.address(), LIMITS).get();

            assertThat(answer.getHead().getCode()).isEqualTo(503);
            assertThat(header(answer.getHead(), "Retry-After")).isEqualTo("7");
            assertThat(text(answer)).isEqualTo("late");
            assertThat(bodies).containsExactly("{\"prompt\": \"a fox\"}");
        }
    }

    @Test
    void givenInterimAnswersAndTrailers_thenTheAnswerIsTheLastOne() throws Exception {
        try (Http2Server server = answering(connection -> {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "103", "link", "</a>");
            connection.head(stream, false, ":status", "200");
            connection.data(stream, false, "hello");
            connection.head(stream, true, "checksum", "1");
        })) {
            assertThat(text(get(access, server.address(), LIMITS).get())).isEqualTo("hello");
        }
    }

    @Test
    void givenADownload_thenItsBodyIsReceivedWhole() throws Exception {
        try (Http2Server server = answering(connection -> {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "200", "content-length", "10");
            connection.data(stream, false, "hello");
            connection.data(stream, true, "again");
        })) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            Route route = Route.to(InetAddress.getLoopbackAddress());
            try (HttpDownload get = new HttpDownload(access, server.address(), route, LIMITS)) {
                assertThat(get.send().getCode()).isEqualTo(200);
                get.receive(bytes -> body.write(bytes.array(), bytes.position(), bytes.remaining()));
            }
            assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("helloagain");
        }
    }

    @Test
    void givenCallsOneAfterTheOther_thenTheyShareAConnection() throws Exception {
        try (Http2Server server = answering(Http2Test::answerAll)) {
            for (int i = 0; i < 3; i++) {
                get(access, server.address(), LIMITS).get();
            }
            assertThat(server.connections()).isEqualTo(1);
            post(access, server.address(), LIMITS).get();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** The end of one is never the end of the other. */
    @Test
    void givenCallsAtOnce_thenEachHasAConnection() throws Exception {
        try (Http2Server server = answering(connection -> {
            connection.request();
        })) {
            CompletableFuture<?> one = get(access, server.address(), LIMITS);
            server.awaitRequest();
            CompletableFuture<?> other = get(access, server.address(), LIMITS.withTotal(Duration.ofSeconds(3)));
            one.cancel(true);

            assertThat(failureOf(other).kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    // Answers that do not come

    /** Whatever the error code: a gateway may have sent it after the service had read the request. */
    @ParameterizedTest
    @ValueSource(ints = {Http2Server.INTERNAL_ERROR, Http2Server.REFUSED_STREAM, Http2Server.CANCEL})
    void givenAStreamThatIsReset_thenLostAfterSending(int code) throws Exception {
        assertLost(connection -> connection.reset(connection.request().stream(), code));
    }

    @Test
    void givenAStreamThatIsResetWithinTheBody_thenLostWithTheStatus() throws Exception {
        ExchangeException failure = assertLost(connection -> {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "200");
            connection.data(stream, false, "half");
            connection.reset(stream, Http2Server.CANCEL);
        });

        assertThat(failure.status()).hasValue(200);
    }

    @Test
    void givenTheServerGoesAwayAfterTheRequest_thenLostAfterSending() throws Exception {
        for (int code : new int[] {Http2Server.NO_ERROR, Http2Server.INTERNAL_ERROR}) {
            for (int last : new int[] {0, 1}) {
                assertLost(connection -> {
                    connection.request();
                    connection.goAway(last, code);
                    connection.close();
                });
            }
        }
    }

    @Test
    void givenTheServerGoesAwayBeforeTheRequest_thenNotSent() throws Exception {
        try (Http2Server server = server(connection -> {
            connection.goAway(0, Http2Server.NO_ERROR);
            connection.settings();
        })) {
            ExchangeException failure = failureOf(post(access, server.address(), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void givenTheServerGoesAwayAndAnswersWhatItHas_thenTheAnswerCountsAndTheNextCallHasANewConnection()
            throws Exception {
        try (Http2Server server = answering(connection -> {
            int stream = connection.request().stream();
            connection.goAway(stream, Http2Server.NO_ERROR);
            connection.head(stream, false, ":status", "200");
            connection.data(stream, true, "hello");
        })) {
            assertThat(text(get(access, server.address(), LIMITS).get())).isEqualTo("hello");
            assertThat(text(get(access, server.address(), LIMITS).get())).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void givenAConnectionThatEndsWithinTheBody_thenLost() throws Exception {
        assertLost(connection -> {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "200");
            connection.data(stream, false, "half");
            connection.close();
        });
    }

    @Test
    void givenABodyShorterThanItSays_thenLost() throws Exception {
        assertLost(connection -> {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "200", "content-length", "10");
            connection.data(stream, true, "half");
        });
    }

    @Test
    void givenABodyLargerThanAllowed_thenTooLarge() throws Exception {
        for (String[] head : new String[][] {{":status", "200"}, {":status", "200", "content-length", "1001"}}) {
            try (Http2Server server = answering(connection -> {
                int stream = connection.request().stream();
                connection.head(stream, false, head);
                connection.data(stream, true, "x".repeat(1001));
            })) {
                assertThat(failureOf(get(access, server.address(), LIMITS)).kind())
                        .isEqualTo(Kind.TOO_LARGE);
                assertThat(server.awaitClientGone()).isTrue();
            }
        }
    }

    @Test
    void givenAServerThatFallsSilent_thenTimedOutAndTheConnectionIsClosed() throws Exception {
        try (Http2Server server = answering(Connection::request)) {
            post(access, server.address(), LIMITS).cancel(true); // what is loaded at first use is loaded now
        }
        try (Http2Server server = answering(Connection::request)) {
            ExchangeException failure =
                    failureOf(post(access, server.address(), LIMITS.withStall(Duration.ofSeconds(2))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenAServerThatSaysNothingAtAll_thenTimedOutBeforeSending() throws Exception {
        try (Http2Server server = server(connection -> {})) {
            ExchangeException failure =
                    failureOf(post(access, server.address(), LIMITS.withStall(Duration.ofSeconds(2))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void whenItIsCanceled_thenItsConnectionIsClosed() throws Exception {
        try (Http2Server server = answering(Connection::request)) {
            CompletableFuture<?> call = post(access, server.address(), LIMITS);
            server.awaitRequest();
            call.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    private static void answerAll(Connection connection) throws IOException {
        while (true) {
            int stream = connection.request().stream();
            connection.head(stream, false, ":status", "200");
            connection.data(stream, true, "hello");
        }
    }

    private static ExchangeException assertLost(Script script) throws Exception {
        try (Http2Server server = answering(script)) {
            ExchangeException failure = failureOf(post(access, server.address(), LIMITS));

            assertThat(failure.kind()).isEqualTo(Kind.LOST);
            assertThat(failure.sent()).isTrue();
            assertThat(server.connections()).isEqualTo(1);
            return failure;
        }
    }
}
