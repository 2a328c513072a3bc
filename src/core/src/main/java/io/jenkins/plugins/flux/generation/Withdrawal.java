package io.jenkins.plugins.flux.generation;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends a generation before its time: what a cancel means in each state, and how long it may take. */
final class Withdrawal {

    private static final Logger LOGGER = Logger.getLogger(Withdrawal.class.getName());

    private final Generation generation;

    Withdrawal(Generation generation) {
        this.generation = generation;
    }

    /** Asks for the end; safe in every state. Asking twice changes nothing, but that an abort outranks the other causes. */
    void cancel(CancelCause cause, String reason) {
        if (generation.isOver() || isAborted() || (generation.isCanceled() && cause != CancelCause.ABORT)) {
            return;
        }
        GenerationState before = generation.history().state();
        generation.move(new Move.Canceling(Instant.now(), cause, reason));
        if (!generation.isStarted()) {
            return;
        }
        if (before != GenerationState.COMPLETED || cause == CancelCause.ABORT) {
            limit();
        }
        switch (before) {
            case PLANNED -> neverSubmitted();
            case SUBMITTED -> cancelTask();
            case COMPLETED -> {
                if (!keepsCompleted() && generation.stopDelivery()) {
                    generation.ending().canceled(Cancellation.tooLate(generation.job(), ""));
                }
            }
            default -> {
                // CANCELING: under way. SUBMITTING: the answer decides, and only it has the id that can be canceled.
            }
        }
    }

    /** Goes on with a cancel that another process has begun. */
    void resume() {
        limit();
        cancelTask();
    }

    /** Whether an image that was complete before its cancel arrived is delivered all the same. */
    boolean keepsCompleted() {
        return !isAborted() || generation.plan().keepOnAbort();
    }

    boolean isAborted() {
        return generation
                .history()
                .cancel()
                .filter(cancel -> cancel.cause() == CancelCause.ABORT)
                .isPresent();
    }

    void neverSubmitted() {
        generation
                .ending()
                .canceled(new CancelReport(
                        CancelReport.Result.NOT_SUBMITTED, "it was never submitted; nothing is billed"));
    }

    void cancelTask() {
        generation.activity().stopPhase();
        CancelCause cause = generation.history().cancel().orElseThrow().cause();
        generation.tell(new GenerationEvent.Canceling(
                generation.image(), generation.job().task().requestId(), cause));
        new Cancellation(generation).ask();
    }

    private void limit() {
        generation.activity().cancelDeadline(generation.services().settings().cancelTimeout(), this::overdue);
    }

    private void overdue() {
        switch (generation.history().state()) {
            case SUBMITTING -> generation.submission().overdue();
            case CANCELING -> generation.ending().canceled(Cancellation.failed(generation.job(), "no answer in time"));
            case COMPLETED -> generation.undelivered("it could not be stored before the cancel's time was up");
            default ->
                LOGGER.log(
                        Level.FINE, "canceled in time: {0}", generation.image().name());
        }
    }
}
