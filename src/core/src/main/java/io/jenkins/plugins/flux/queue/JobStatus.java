package io.jenkins.plugins.flux.queue;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** The status of a job. */
public sealed interface JobStatus {
    /**
     * Waiting.
     *
     * @param position number of jobs ahead of it, if the service reports it
     */
    record InQueue(OptionalInt position) implements JobStatus {}

    /** Running. */
    record InProgress() implements JobStatus {}

    /**
     * Completed; the result can be fetched.
     *
     * @param inferenceSeconds how long the model ran, if the service reports it
     */
    record Completed(Optional<BigDecimal> inferenceSeconds) implements JobStatus {}

    /**
     * Ended without an image.
     *
     * @param kind what that means
     * @param errorType the service's own code, such as {@code CONTENT_BLOCKED}; empty if it has none
     * @param message one line: what happened, in the service's words, and what to do
     */
    record Failed(QueueException.Kind kind, String errorType, String message) implements JobStatus {
        /** Converts this to an exception. */
        public QueueException toException(String requestId) {
            return QueueException.because(kind, message).requestId(requestId).build();
        }
    }
}
