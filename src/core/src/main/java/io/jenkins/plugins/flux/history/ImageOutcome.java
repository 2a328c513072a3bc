package io.jenkins.plugins.flux.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one image of a plan ended. */
public sealed interface ImageOutcome {

    /** What was planned. */
    PlannedImage image();

    /**
     * It is in the store.
     *
     * @param images one per output of the service, in its order; nearly always one
     */
    record Stored(PlannedImage image, List<GeneratedImage> images) implements ImageOutcome {
        public Stored {
            images = List.copyOf(images);
        }
    }

    /**
     * It failed.
     *
     * @param message one line: what happened and what to do
     * @param requestId the service's id of the job, if there was one
     * @param paid whether the job had completed, so that it is billed all the same
     * @param retrievable whether a later execution may fetch the result: it is paid for, and the result itself was not
     *     at fault
     */
    record Failed(PlannedImage image, String message, Optional<String> requestId, boolean paid, boolean retrievable)
            implements ImageOutcome {}

    /**
     * It was canceled.
     *
     * @param cause why
     * @param requestId the service's id of the job, if there was one
     * @param report the outcome of the cancel
     */
    record Canceled(PlannedImage image, CancelCause cause, Optional<String> requestId, CancelReport report)
            implements ImageOutcome {}

    /**
     * The answer to its submit was lost: a job may have been accepted and billed.
     *
     * @param submittedAt when it was sent
     * @param message one line: what happened and what to do
     */
    record Unknown(PlannedImage image, Instant submittedAt, String message) implements ImageOutcome {}
}
