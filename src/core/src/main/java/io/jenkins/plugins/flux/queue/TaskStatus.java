package io.jenkins.plugins.flux.queue;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** The status of a job. */
public sealed interface TaskStatus {
    /**
     * Waiting.
     *
     * @param position number of jobs ahead of it, if the service reports it
     */
    record InQueue(OptionalInt position) implements TaskStatus {}

    /** Running. */
    record InProgress() implements TaskStatus {}

    /**
     * Completed; the result can be fetched.
     *
     * @param inferenceSeconds how long the model ran, if the service reports it
     */
    record Completed(Optional<BigDecimal> inferenceSeconds) implements TaskStatus {}

    /**
     * Ended without an image.
     *
     * @param kind what that means
     * @param errorType the service's own code, such as {@code CONTENT_BLOCKED}; empty if it has none
     * @param message one line: what happened, in the service's words, and what to do
     */
    record Failed(QueueException.Kind kind, String errorType, String message) implements TaskStatus {
        /** Converts this to an exception. */
        public QueueException toException(String requestId) {
            return QueueException.because(kind, message).requestId(requestId).build();
        }
    }
}
