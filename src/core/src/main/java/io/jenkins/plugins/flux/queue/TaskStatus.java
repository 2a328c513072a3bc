package io.jenkins.plugins.flux.queue;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a request has come. */
public sealed interface TaskStatus {
    /**
     * It waits.
     *
     * @param position how many are before it, if the service says it
     */
    record InQueue(OptionalInt position) implements TaskStatus {}

    /** It runs. */
    record InProgress() implements TaskStatus {}

    /**
     * It ended well; its result can be fetched.
     *
     * @param inferenceSeconds how long the model ran, if the service says it
     */
    record Completed(Optional<BigDecimal> inferenceSeconds) implements TaskStatus {}

    /**
     * It ended without an image.
     *
     * @param kind what that means
     * @param errorType the service's word for it, such as {@code CONTENT_BLOCKED}; empty if it has none
     * @param message one line: what happened, in the service's words, and what to do
     */
    record Failed(QueueException.Kind kind, String errorType, String message) implements TaskStatus {
        /** The same as an exception. */
        public QueueException toException(String requestId) {
            return QueueException.because(kind, message).requestId(requestId).build();
        }
    }
}
