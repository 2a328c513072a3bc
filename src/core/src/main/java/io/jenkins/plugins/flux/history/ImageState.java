package io.jenkins.plugins.flux.history;

import java.util.EnumSet;
import java.util.Set;

/** The state of one image. The legal transitions are listed in {@link #next()}; there are no others. */
public enum ImageState {
    /** Waits for its turn at the endpoint; nothing was sent. */
    PLANNED,
    /** The submit is under way: from here on a job may exist and be billed. */
    SUBMITTING,
    /** The service accepted the job and gave it a request id. */
    SUBMITTED,
    /** The service is done and the image is paid for; it is being fetched, verified and handed to the store. */
    COMPLETED,
    /** The image is stored. */
    STORED,
    /** It failed, for a known reason. */
    FAILED,
    /** A cancel of the job was sent, or is about to be. */
    CANCELING,
    /** Ended by a cancel; {@link CancelReport} says how. */
    CANCELED,
    /** The answer to the submit was lost: a job may exist and be billed, and nobody knows its id. */
    UNKNOWN;

    Set<ImageState> next() {
        return switch (this) {
            // To SUBMITTED if an earlier execution in the same build has submitted it; to UNKNOWN if the answer to a
            // submit was lost and its repetition was not accepted.
            case PLANNED -> EnumSet.of(SUBMITTING, SUBMITTED, FAILED, CANCELED, UNKNOWN);
            // Back to PLANNED if the submit was not accepted, or is sent once more although it may have been; to itself
            // if the key was refused and another one is tried; to CANCELING if a cancel waited for the answer.
            case SUBMITTING -> EnumSet.of(PLANNED, SUBMITTING, SUBMITTED, CANCELING, FAILED, CANCELED, UNKNOWN);
            case SUBMITTED -> EnumSet.of(SUBMITTED, COMPLETED, FAILED, CANCELING);
            // To COMPLETED if the job was complete before the cancel arrived, and its image is kept.
            case CANCELING -> EnumSet.of(CANCELING, COMPLETED, FAILED, CANCELED);
            // Back to PLANNED if the service no longer knows the job of an earlier execution.
            case COMPLETED -> EnumSet.of(PLANNED, STORED, FAILED, CANCELED);
            case STORED, FAILED, CANCELED, UNKNOWN -> EnumSet.noneOf(ImageState.class);
        };
    }

    /**
     * The next state.
     *
     * @throws IllegalStateException if there is no transition to it from this state
     */
    ImageState to(ImageState next) {
        if (!next().contains(next)) {
            throw new IllegalStateException("There is no way from " + this + " to " + next);
        }
        return next;
    }

    boolean isTerminal() {
        return next().isEmpty();
    }

    static ImageState of(ImageOutcome outcome) {
        if (outcome instanceof ImageOutcome.Stored) {
            return STORED;
        } else if (outcome instanceof ImageOutcome.Failed) {
            return FAILED;
        }
        return outcome instanceof ImageOutcome.Canceled ? CANCELED : UNKNOWN;
    }
}
