package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.Futures;
import java.time.Duration;
import java.util.Optional;

/**
 * An image could not be downloaded. The message is one line that says what was found and what was expected; addresses
 * in it lack their query, where signed addresses carry a secret.
 */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the failure means for the caller. */
    public enum Kind {
        /**
         * The address is no longer valid (status 403, 404, 410 and the like): fetch the result again for a fresh one.
         */
        EXPIRED,
        /** The image host or the network failed, or the transfer broke: retry. */
        UNAVAILABLE,
        /** The address, or one that it redirects to, must not be fetched; or the proxy refused. */
        REFUSED,
        /** Not an image, not the image that was requested, or a damaged one. */
        WRONG_CONTENT,
        /** More bytes than allowed. */
        TOO_LARGE,
        /** The transfer took too long or stalled. */
        TIMED_OUT,
        /** The file could not be written or read. */
        STORAGE
    }

    private final Kind kind;
    private final Duration retryAfter;

    ImageException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    ImageException(Kind kind, String message, Throwable cause) {
        this(kind, message, null, cause);
    }

    ImageException(Kind kind, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /**
     * Returns the ImageException inside the wrappers that futures put around a failure. Anything else becomes one of
     * kind STORAGE: the fault is on this side.
     */
    public static ImageException of(Throwable failure) {
        Throwable inner = Futures.unwrap(failure);
        return inner instanceof ImageException known
                ? known
                : new ImageException(Kind.STORAGE, "unexpected failure: " + inner, inner);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the image host asks to wait, at most {@link io.jenkins.plugins.flux.http.RetryAfter#LONGEST}. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
