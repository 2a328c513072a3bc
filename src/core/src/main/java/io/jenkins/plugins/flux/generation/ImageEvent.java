package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.PlannedImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An event about one image of a batch that users may want to know. */
public sealed interface ImageEvent {

    /** The image it is about. */
    PlannedImage image();

    /** The service accepted the job. */
    record Submitted(PlannedImage image, String requestId) implements ImageEvent {}

    /** The job waits at the service; reported when its position changes. */
    record Queued(PlannedImage image, String requestId, OptionalInt position) implements ImageEvent {}

    /** The service works on it. */
    record Running(PlannedImage image, String requestId) implements ImageEvent {}

    /** The job is complete; its image will be delivered. */
    record Completed(PlannedImage image, String requestId, Optional<BigDecimal> inferenceSeconds)
            implements ImageEvent {}

    /**
     * An earlier execution in the same build has paid for the job and not stored its image: its result is fetched now.
     */
    record PickedUp(PlannedImage image, String requestId) implements ImageEvent {}

    /**
     * The service no longer has the job that was picked up, and the image is submitted again.
     *
     * @param reason one line
     */
    record SubmittingAnew(PlannedImage image, String requestId, String reason) implements ImageEvent {}

    /**
     * A call failed and will be repeated.
     *
     * @param reason one line
     * @param delay the wait before the next attempt
     */
    record Retrying(PlannedImage image, String reason, Duration delay) implements ImageEvent {}

    /** The answer to a submit was lost and, as the plan allows, it is sent once more: it may be billed twice. */
    record Resubmitting(PlannedImage image, String reason) implements ImageEvent {}

    /**
     * The job continues, but a restart would not find it.
     *
     * @param reason one line
     */
    record NotJournaled(PlannedImage image, String reason) implements ImageEvent {}

    /**
     * The job has made several images, and one of them could not be delivered; the others are stored.
     *
     * @param message one line: which, why, and where it is
     */
    record OutputMissing(PlannedImage image, String message) implements ImageEvent {}

    /** The cancel of the job is sent. */
    record Canceling(PlannedImage image, String requestId, CancelCause cause) implements ImageEvent {}

    /** The image has ended; the last event about it. */
    record Ended(PlannedImage image, ImageOutcome outcome) implements ImageEvent {}
}
