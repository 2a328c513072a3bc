package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.Futures;
import io.jenkins.plugins.flux.http.SafeText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/**
 * A call or a job failed. The message is one line: what happened, and what to do. Text of the service in it is capped,
 * sanitized and free of the key.
 */
public final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_TEXT = 300;

    /** What a failure means for the caller; it alone decides about retries. */
    public enum Kind {
        /** The key, its rights, its balance or the proxy's credentials: a retry does not help. */
        UNAUTHORIZED,
        /** The parameters: the same request would fail again. */
        REJECTED,
        /** The content filter stopped the prompt or the image. */
        CONTENT_BLOCKED,
        /** Too many calls: retry after {@link QueueException#retryAfter()}, or with backoff. */
        RATE_LIMITED,
        /** The service or the network: the call had no effect that matters and may be retried. */
        UNAVAILABLE,
        /** No such model, or no such job. */
        NOT_FOUND,
        /** The model failed on the request. */
        INFERENCE_FAILED,
        CANCELED,
        /** A submit without a readable answer: a job may exist and be billed, so do not retry without being told to. */
        LOST_SUBMIT,
        /** The job took longer than allowed. */
        TIMED_OUT,
        /** The answer is not what the protocol promises. */
        PROTOCOL
    }

    private final Kind kind;
    private final int httpStatus;
    private final String requestId;
    private final Duration retryAfter;
    // As large as an answer; an exception may be stored with a build, but this must not be.
    private final transient String rawAnswer;

    /** A failure without an answer of the service. */
    public QueueException(Kind kind, String message) {
        this(because(kind, message));
    }

    private QueueException(Builder builder) {
        super(builder.message, builder.cause);
        this.kind = builder.kind;
        this.httpStatus = builder.httpStatus;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
        this.rawAnswer = builder.rawAnswer;
    }

    /**
     * Returns the QueueException inside the wrappers that futures put around a failure. Anything else becomes one: of
     * kind CANCELED for a canceled future, of kind PROTOCOL for what should not happen.
     */
    public static QueueException of(Throwable failure) {
        Throwable inner = Futures.unwrap(failure);
        if (inner instanceof QueueException known) {
            return known;
        }
        if (inner instanceof CancellationException) {
            return because(Kind.CANCELED, "the call was canceled").cause(inner).build();
        }
        return because(Kind.PROTOCOL, "unexpected failure: " + SafeText.oneLine(String.valueOf(inner), MAX_TEXT))
                .cause(inner)
                .build();
    }

    public Kind kind() {
        return kind;
    }

    /** The status of the answer, if there was one. */
    public OptionalInt httpStatus() {
        return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
    }

    /** The id of the job, if there is one. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** How long the service asks to wait, at most {@link io.jenkins.plugins.flux.http.RetryAfter#LONGEST}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The whole body of the answer, with the key masked; not kept when the exception is serialized. */
    public Optional<String> rawAnswer() {
        return Optional.ofNullable(rawAnswer);
    }

    static Builder because(Kind kind, String message) {
        return new Builder(kind, message);
    }

    static final class Builder {
        private final Kind kind;
        private final String message;
        private int httpStatus;
        private String requestId;
        private Duration retryAfter;
        private String rawAnswer;
        private Throwable cause;

        private Builder(Kind kind, String message) {
            this.kind = kind;
            this.message = message;
        }

        Builder answer(Answer answer) {
            httpStatus = answer.status();
            rawAnswer = answer.text();
            return retryAfter(answer.retryAfter().orElse(null));
        }

        Builder httpStatus(OptionalInt status) {
            httpStatus = status.orElse(0);
            return this;
        }

        Builder requestId(String id) {
            requestId = id;
            return this;
        }

        Builder retryAfter(Duration wait) {
            retryAfter = wait;
            return this;
        }

        Builder cause(Throwable failure) {
            cause = failure;
            return this;
        }

        QueueException build() {
            return new QueueException(this);
        }
    }
}
