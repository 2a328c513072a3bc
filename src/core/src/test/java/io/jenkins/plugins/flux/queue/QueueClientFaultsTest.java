package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.http.ScriptedServer;
import io.jenkins.plugins.flux.queue.QueueException.Kind;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.RedirectTarget;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol against a service, a network or a proxy that fails. */
class QueueClientFaultsTest extends QueueClientFixture {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final ExchangeLimits SMALL = QueueClient.CALL_LIMITS.withMaxBytes(20_000);
    private static final ExchangeLimits IMPATIENT =
            new ExchangeLimits(Duration.ofMillis(700), Duration.ofMillis(350), 20_000);

    // No complete answer

    @Test
    void givenNobodyListens_whenSubmitting_thenUnavailableBecauseNothingWasSent() throws Exception {
        QueueException failure = failureOf(client(ScriptedServer.nobody()).submit(FOX, KEY));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure).hasMessageStartingWith("no connection to 127.0.0.1:");
    }

    @Test
    void givenAnAnswerLostBeforeTheJobWasAccepted_whenSubmitting_thenLostSubmit() {
        simulator.faults().add(Fault.answerLostBeforeAccept());

        assertThat(failureOf(client.submit(FOX, KEY)).kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(simulator.record().submittedCount()).isZero();
    }

    @Test
    void givenAnAnswerLostAfterTheJobWasAccepted_whenSubmitting_thenLostSubmitAndSubmittedOnce() {
        simulator.faults().add(Fault.answerLostAfterAccept());
        QueueException failure = failureOf(client.submit(FOX, KEY));

        assertThat(failure.kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(failure)
                .hasMessageStartingWith("the answer to the submit was lost: the connection to 127.0.0.1:")
                .hasMessageEndingWith("a job may exist and be billed, so check the account before submitting again");
        assertThat(simulator.record().submittedCount()).isEqualTo(1);
        assertThat(simulator.record().calls(Operation.SUBMIT)).isEqualTo(1);
    }

    static Stream<Arguments> brokenTransfers() {
        return Stream.of(
                Arguments.of(Fault.stalledHeaders(), IMPATIENT, Kind.UNAVAILABLE),
                Arguments.of(Fault.stalledBody(10), IMPATIENT, Kind.UNAVAILABLE),
                Arguments.of(Fault.slowBody(20), IMPATIENT, Kind.UNAVAILABLE),
                Arguments.of(Fault.truncatedBody(10), SMALL, Kind.UNAVAILABLE),
                Arguments.of(Fault.wrongContentLength(10), SMALL, Kind.UNAVAILABLE),
                Arguments.of(Fault.wrongContentLength(-10), SMALL, Kind.PROTOCOL),
                Arguments.of(Fault.oversizedBody(30_000), SMALL, Kind.PROTOCOL),
                Arguments.of(Fault.oversizedBody(Fault.ENDLESS), SMALL, Kind.PROTOCOL),
                Arguments.of(Fault.gzip(), SMALL, Kind.PROTOCOL));
    }

    @ParameterizedTest
    @MethodSource("brokenTransfers")
    void givenABrokenTransfer_thenSubmitsAreLostAndOtherCallsMayBeRepeated(
            Fault fault, ExchangeLimits limits, Kind onOtherCalls) {
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.faults().add(fault.on(Operation.SUBMIT, Operation.STATUS));
        QueueClient limited = new QueueClient(client.endpoint(), HttpAccess.direct(), limits, limits);

        CompletableFuture<QueuedJob> submit = limited.submit(FOX, KEY);
        CompletableFuture<JobStatus> status = limited.status(job, KEY);

        assertThat(failureOf(submit).kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(failureOf(status).kind()).isEqualTo(onOtherCalls);
        assertThat(failureOf(status).requestId()).contains(job.requestId());
        assertThat(simulator.record().calls(Operation.SUBMIT)).isEqualTo(2);
    }

    @Test
    void givenARefusalWhoseBodyIsTooLarge_thenItsStatusDecidesExceptForSubmits() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 401 Unauthorized\nContent-Length: 9999999\n\n")) {
            QueueClient refused = client(server.address("/model"));

            assertThat(failureOf(refused.checkKey(KEY)).kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failureOf(refused.submit(FOX, KEY)).kind()).isEqualTo(Kind.LOST_SUBMIT);
            assertThat(failureOf(refused.submit(FOX, KEY)).httpStatus()).hasValue(401);
        }
    }

    // Malformed answers

    @ParameterizedTest
    @EnumSource(value = WrongBody.class, mode = EnumSource.Mode.EXCLUDE, names = "HUGE_NUMBERS")
    void givenABodyThatIsNotTheAnswer_thenSubmitsAreLostAndOtherCallsFailAsProtocol(WrongBody body) {
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.record().awaitAllFinished(SOON);
        simulator.faults().add(Fault.body(body).on(Operation.SUBMIT, Operation.STATUS, Operation.RESULT));

        assertThat(failureOf(client.submit(FOX, KEY)).kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(failureOf(client.status(job, KEY)).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failureOf(client.result(job, KEY)).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void givenNumbersBeyondEveryLimit_thenTheyAreIgnoredAndTheSeedIsExact() {
        simulator
                .faults()
                .add(Fault.body(WrongBody.HUGE_NUMBERS).on(Operation.SUBMIT, Operation.STATUS, Operation.RESULT));
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.record().awaitAllFinished(SOON);

        assertThat(job.queuePosition()).isEmpty();
        assertThat(client.status(job, KEY).join()).isInstanceOf(JobStatus.Completed.class);
        JobResult result = client.result(job, KEY).join().orElseThrow();
        assertThat(((OutputImage.Remote) result.outputs().get(0)).width()).isEmpty();
        assertThat(result.seed())
                .hasValueSatisfying(seed -> assertThat(seed.bitLength()).isGreaterThan(64));
    }

    @ParameterizedTest
    @EnumSource(RedirectTarget.class)
    void givenARedirect_thenItIsNotFollowed(RedirectTarget target) {
        simulator.faults().add(Fault.redirect(target).on(Operation.SUBMIT));
        QueueException failure = failureOf(client.submit(FOX, KEY));

        assertThat(failure.kind()).isEqualTo(Kind.LOST_SUBMIT);
        assertThat(failure).hasMessageContaining("the key is not sent");
        assertThat(simulator.record().exchanges()).hasSize(1);
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    // Statuses

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, UNAUTHORIZED",
        "403, UNAUTHORIZED, UNAUTHORIZED",
        "404, NOT_FOUND, NOT_FOUND",
        "422, REJECTED, REJECTED",
        "429, RATE_LIMITED, RATE_LIMITED",
        "500, LOST_SUBMIT, UNAVAILABLE",
        "502, LOST_SUBMIT, UNAVAILABLE",
        "503, UNAVAILABLE, UNAVAILABLE",
        "504, LOST_SUBMIT, UNAVAILABLE",
    })
    void givenAnErrorStatus_thenItsKind(int status, Kind onSubmit, Kind otherwise) {
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.faults().add(Fault.status(status));

        assertThat(failureOf(client.submit(FOX, KEY)).kind()).isEqualTo(onSubmit);
        assertThat(failureOf(client.status(job, KEY)).kind()).isEqualTo(otherwise);
        assertThat(failureOf(client.result(job, KEY)).kind()).isEqualTo(otherwise);
        assertThat(failureOf(client.checkKey(KEY)).kind()).isEqualTo(otherwise);
        assertThat(simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void given429_thenTheWaitInSecondsOrAsADate() {
        simulator.faults().add(Fault.status(429).retryAfter(Duration.ofSeconds(3)));
        assertThat(failureOf(client.submit(FOX, KEY)).retryAfter()).contains(Duration.ofSeconds(3));

        simulator.faults().clear();
        simulator.faults().add(Fault.status(429).retryAfterDate(Duration.ofSeconds(5)));
        assertThat(failureOf(client.submit(FOX, KEY)).retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6)));
    }

    // The proxy

    @Test
    void givenAProxyThatWantsCredentials_thenUnauthorizedWithTheReason() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(
                "HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Length: 0\n\n")) {
            HttpAccess through = through(proxy);
            QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");
            QueueException failure = failureOf(new QueueClient(endpoint, through).submit(FOX, KEY));

            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure.httpStatus()).isEmpty();
            assertThat(failure)
                    .hasMessageContaining("the proxy on the way to odirouter.ai asks for a user name and password");
        }
    }

    @Test
    void givenAProxyThatWantsCredentialsForAPlainHttpRequest_thenTheRequestHasNotPassedIt() throws Exception {
        String wanted = "HTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0\n\n";
        try (ScriptedServer proxy = ScriptedServer.answering(wanted)) {
            HttpAccess through = through(proxy);
            QueueEndpoint endpoint = QueueEndpoint.of("http://odirouter.invalid/model", "flux_pro_11");

            assertThat(failureOf(new QueueClient(endpoint, through).submit(FOX, KEY))
                            .kind())
                    .isEqualTo(Kind.UNAUTHORIZED);
        }
        try (ScriptedServer server = ScriptedServer.answering(wanted)) {
            // Without a configured proxy, it is unknown who asks for credentials, and whether the request has passed.
            QueueException failure = failureOf(client(server.address("/model")).submit(FOX, KEY));

            assertThat(failure.kind()).isEqualTo(Kind.LOST_SUBMIT);
            assertThat(failure).hasMessageContaining("asks for a user name and password (status 407)");
        }
    }

    // Futures

    @Test
    void whenAHandlerIsAttached_thenItGetsTheExceptionUnwrapped() throws Exception {
        simulator.faults().add(Fault.status(503));
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CompletableFuture<QueuedJob> submit = client.submit(FOX, KEY);
        CompletableFuture<QueuedJob> handled = submit.whenComplete((job, failure) -> seen.set(failure));
        catchThrowable(handled::get);

        assertThat(seen.get()).isInstanceOf(QueueException.class);
        assertThat(QueueException.of(catchThrowable(handled::join))).isSameAs(seen.get());
    }

    @Test
    void whenACallIsCanceled_thenItsConnectionIsClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.stallingAfter("")) {
            CompletableFuture<QueuedJob> submit =
                    client(server.address("/model")).submit(FOX, KEY);
            server.awaitRequest();
            submit.cancel(true);

            assertThat(server.awaitClientGone()).isTrue();
        }
    }

    @Test
    void givenManyCallsAtOnce_thenNoThreadIsHeldPerCall() {
        QueuedJob job = client.submit(FOX, KEY).join();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.STATUS));
        List<CompletableFuture<JobStatus>> calls =
                Stream.generate(() -> client.status(job, KEY)).limit(100).toList();
        simulator.record().awaitCalls(Operation.STATUS, 100, SOON);
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("flux-http-"))
                .count();
        calls.forEach(call -> call.cancel(true));

        assertThat(threads).isLessThanOrEqualTo(16);
    }

    private static HttpAccess through(ScriptedServer server) {
        HttpProxy proxy = new HttpProxy("127.0.0.1", server.address("/").getPort());
        return new HttpAccess(host -> Optional.of(proxy), ForkJoinPool.commonPool());
    }
}
