package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.BoundedExchange;
import io.jenkins.plugins.flux.http.ExchangeException;
import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.http.Futures;
import io.jenkins.plugins.flux.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * The calls of the queue: asynchronous, bounded in time and size, and never repeated. Immutable and thread-safe; keeps
 * no key.
 *
 * <p>Futures fail only with {@link QueueException}. Handlers attached to the returned future get it as is; {@code
 * get()} and {@code join()} wrap it as usual; {@link QueueException#of} unwraps it. Canceling a future, or completing
 * it in any other way, ends its call at once; the service may still have acted on it. Handlers run on the threads of
 * the HTTP client and must not block.
 */
public final class QueueClient {
    /** The limits of a call: 60 s in total, 30 s without data, 1 MiB. */
    public static final ExchangeLimits CALL_LIMITS =
            new ExchangeLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), 1024 * 1024);

    /**
     * The limits for fetching a result, which may contain images in Base64: 120 s in total, 30 s without data, 64 MiB.
     */
    public static final ExchangeLimits RESULT_LIMITS =
            new ExchangeLimits(Duration.ofSeconds(120), Duration.ofSeconds(30), 64 * 1024 * 1024);

    private final QueueEndpoint endpoint;
    private final HttpAccess access;
    private final BoundedExchange exchange;
    private final ExchangeLimits callLimits;
    private final ExchangeLimits resultLimits;
    private final FailureMapping failures;
    private final AnswerReader reader;
    private final Clock clock = Clock.systemUTC();

    /** A client with the usual limits. */
    public QueueClient(QueueEndpoint endpoint, HttpAccess access) {
        this(endpoint, access, CALL_LIMITS, RESULT_LIMITS);
    }

    /** A client with other limits, for fetching results and for all other calls. */
    public QueueClient(
            QueueEndpoint endpoint, HttpAccess access, ExchangeLimits callLimits, ExchangeLimits resultLimits) {
        this.endpoint = endpoint;
        this.access = access;
        this.exchange = new BoundedExchange(access);
        this.callLimits = callLimits;
        this.resultLimits = resultLimits;
        this.failures = new FailureMapping(endpoint);
        this.reader = new AnswerReader(endpoint, failures);
    }

    public QueueEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Submits a request, which creates a job that is billed.
     *
     * @return the job. Fails with UNAVAILABLE or RATE_LIMITED only if the request was certainly not accepted, with
     *     LOST_SUBMIT whenever it may have been; with PROTOCOL and the request id if the service accepted it and named
     *     addresses at another origin; with an {@link IOException}, and without a call, if the image prompt cannot be
     *     read
     */
    public CompletableFuture<QueuedJob> submit(ImageRequest request, ApiKey key) {
        AsyncEntityProducer body;
        try {
            body = SubmitBody.of(request, access.executor());
        } catch (IOException unreadable) {
            return CompletableFuture.failedFuture(
                    new IOException("the image prompt could not be read: " + unreadable, unreadable));
        }
        return call(Call.SUBMIT, null, endpoint.submitUrl(), key, body, reader::job);
    }

    /** Polls a job. A failed job is a status, not a failure of the future. */
    public CompletableFuture<JobStatus> status(QueuedJob job, ApiKey key) {
        String id = job.requestId();
        return call(Call.STATUS, id, job.statusUrl(), key, null, answer -> reader.status(id, answer));
    }

    /**
     * Fetches the result of a job.
     *
     * @return the result; empty while there is none yet. If the job failed, the future fails with the kind of that
     *     failure
     */
    public CompletableFuture<Optional<JobResult>> result(QueuedJob job, ApiKey key) {
        String id = job.requestId();
        return call(Call.RESULT, id, job.responseUrl(), key, null, answer -> reader.result(id, answer));
    }

    /** Cancels a job. That it is too late, or the job is unknown, is an answer, not a failure of the future. */
    public CompletableFuture<CancelAnswer> cancel(QueuedJob job, ApiKey key) {
        String id = job.requestId();
        return call(Call.CANCEL, id, job.cancelUrl(), key, null, answer -> reader.cancel(id, answer));
    }

    /** Reads the list of models to see whether the key is accepted; costs nothing. */
    public CompletableFuture<Void> checkKey(ApiKey key) {
        return call(Call.CHECK_KEY, null, endpoint.modelsUrl(), key, null, reader::models);
    }

    private <T> CompletableFuture<T> call(
            Call call, String requestId, URI address, ApiKey key, AsyncEntityProducer body, Function<Answer, T> read) {
        try {
            Origins.check(endpoint, address, requestId);
        } catch (QueueException e) {
            return CompletableFuture.failedFuture(e);
        }
        HttpRequest request = authorized(BoundedExchange.request(call.method, address), key);
        ExchangeLimits limits = call == Call.RESULT ? resultLimits : callLimits;
        return Futures.relay(exchange.send(request, body, limits), (response, failure) -> {
            if (failure != null) {
                throw failure instanceof ExchangeException lost
                        ? failures.lostExchange(call, requestId, lost, key)
                        : QueueException.of(failure);
            }
            return read.apply(Answer.of(response, key, clock));
        });
    }

    /** The only place where the key is attached to a call. Its address has been checked before. */
    private static HttpRequest authorized(HttpRequest request, ApiKey key) {
        request.setHeader("Authorization", key.authorization());
        request.setHeader("Accept", "application/json");
        request.setHeader("Accept-Encoding", "identity");
        return request;
    }
}
