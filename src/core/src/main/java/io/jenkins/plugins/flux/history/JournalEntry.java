package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueuedJob;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What has happened to one image: a line of a {@link Journal}. {@link ImageHistory#after} says what each
 * means, in a running image and in a replay alike.
 */
public sealed interface JournalEntry {

    /** When it was made. */
    Instant at();

    /** Whether it must be on disk before anything relies on it: a job without a record costs money. */
    default boolean isForced() {
        return false;
    }

    /** The submit is about to be sent: from here on a job may exist. */
    record Submitting(Instant at) implements JournalEntry {
        @Override
        public boolean isForced() {
            return true;
        }
    }

    /** The service did not accept the job. */
    record NotAccepted(Instant at) implements JournalEntry {}

    /** The answer to the submit was lost, and it is sent once more. */
    record Resubmitting(Instant at) implements JournalEntry {}

    /**
     * The service accepted the job; also written after the image has ended, if the answer came too late for the build.
     *
     * @param queued its id, and where to poll it
     * @param reused whether an earlier execution in the same build submitted it
     */
    record Submitted(Instant at, QueuedJob queued, boolean reused) implements JournalEntry {
        @Override
        public boolean isForced() {
            return true;
        }
    }

    /** The job was first seen running. */
    record Running(Instant at) implements JournalEntry {}

    /**
     * The job was first seen complete: it is paid for.
     *
     * @param inferenceSeconds the service's own measure of the work, if it gave one
     */
    record Completed(Instant at, Optional<BigDecimal> inferenceSeconds) implements JournalEntry {}

    /** The service no longer has the result of a reused job: the image is planned again, and will be paid for again. */
    record Forgotten(Instant at) implements JournalEntry {}

    /**
     * The image is to be canceled.
     *
     * @param reason one line for a person
     */
    record Canceling(Instant at, CancelCause cause, String reason) implements JournalEntry {}

    /**
     * The image has ended for the build.
     *
     * @param jobLeft whether the job may still be in progress at the service, so that its cancel has to be repeated
     */
    record Ended(Instant at, ImageOutcome outcome, boolean jobLeft) implements JournalEntry {}

    /**
     * What became of the job that was left at the service when the image ended.
     *
     * @param answer one line for a person
     */
    record CancelAnswered(Instant at, String answer) implements JournalEntry {}
}
