package io.jenkins.plugins.flux.generation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one image stands. The legal moves are listed in {@link #next()}; {@link Generation} makes no other.
 */
enum GenerationState {
    /** Waits for its turn at the endpoint; nothing was sent. */
    PLANNED,
    /** The submit is under way: from here on a job may exist and be billed. */
    SUBMITTING,
    /** The service has taken the job and given it a request id. */
    SUBMITTED,
    /** The service is done and the image is paid for; it is being fetched, verified and handed to the store. */
    COMPLETED,
    /** The image is in the host's hands. */
    STORED,
    /** It came to nothing, for a known reason. */
    FAILED,
    /** The service was asked to cancel the job. */
    CANCELING,
    /** Ended by a cancel; {@link CancelReport} says how. */
    CANCELED,
    /** The answer to the submit was lost: a job may exist and be billed, and nobody knows its id. */
    UNKNOWN;

    Set<GenerationState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(SUBMITTING, FAILED, CANCELED);
            // Back to PLANNED when the service has surely not taken the job and it is submitted again.
            case SUBMITTING -> EnumSet.of(PLANNED, SUBMITTED, FAILED, CANCELED, UNKNOWN);
            case SUBMITTED -> EnumSet.of(COMPLETED, FAILED, CANCELING);
            // CANCELING may find that the job was complete and shall be kept.
            case CANCELING -> EnumSet.of(COMPLETED, FAILED, CANCELED);
            case COMPLETED -> EnumSet.of(STORED, FAILED, CANCELED);
            case STORED, FAILED, CANCELED, UNKNOWN -> EnumSet.noneOf(GenerationState.class);
        };
    }

    boolean isTerminal() {
        return next().isEmpty();
    }
}
