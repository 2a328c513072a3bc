package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport.Result;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.time.Instant;
import java.util.Optional;

/** Cancels an image: what a cancel means in each state, the call to the service, and how long it may take. */
final class Cancellation {

    static final String NOT_STORED = "it could not be stored before the cancel timed out";

    private final ImageContext context;
    private final BatchServices batch;
    private final Work work;
    private int failures;

    /** The work on the image that a cancel may find in progress. */
    interface Work {

        /** A cancel that comes earlier is carried out at the start. */
        boolean isStarted();

        /**
         * Stops the delivery, unless the store has begun to write: then it finishes. Returns whether it was stopped.
         */
        boolean stopDelivery();

        /** The cancel has timed out, and the submit is not answered or the image is not stored. */
        void overdue();
    }

    Cancellation(ImageContext context, BatchServices batch, Work work) {
        this.context = context;
        this.batch = batch;
        this.work = work;
    }

    /** Safe in every state. A second cancel changes nothing, except that an abort outranks the other causes. */
    void cancel(CancelCause cause, String reason) {
        if (context.isOver() || isAborted() || (context.isCanceled() && cause != CancelCause.ABORT)) {
            return;
        }
        ImageState before = context.history().state();
        context.add(new JournalEntry.Canceling(Instant.now(), cause, reason));
        if (!work.isStarted()) {
            return;
        }
        if (before != ImageState.COMPLETED || cause == CancelCause.ABORT) {
            limit();
        }
        switch (before) {
            case PLANNED -> context.neverSubmitted();
            case SUBMITTED -> send();
            case COMPLETED -> {
                if (!keepsCompleted() && work.stopDelivery()) {
                    tooLate("");
                }
            }
            default -> {
                // CANCELING: under way. SUBMITTING: the answer decides, and only it has the id that can be canceled.
            }
        }
    }

    /** A deadline has passed, or the job can no longer be polled: it must not continue, and the image has failed. */
    void cancelJob(String reason) {
        cancel(CancelCause.GIVEN_UP, reason);
    }

    /** Resumes a cancel that another process began. */
    void resume() {
        limit();
        send();
    }

    /** Whether an image that was complete before its cancel arrived is delivered all the same. */
    boolean keepsCompleted() {
        return !isAborted() || batch.plan().keepOnAbort();
    }

    boolean isAborted() {
        return context.history()
                .cancel()
                .filter(cancel -> cancel.cause() == CancelCause.ABORT)
                .isPresent();
    }

    /** The state is CANCELING. */
    void send() {
        context.stopTimers();
        CancelCause cause = context.history().cancel().orElseThrow().cause();
        context.report(new ImageEvent.Canceling(context.image(), queued().requestId(), cause));
        call();
    }

    private void limit() {
        context.cancelDeadline(batch.settings().cancelTimeout(), this::overdue);
    }

    private void overdue() {
        if (context.history().state() == ImageState.CANCELING) {
            notCanceled("no answer in time");
        } else {
            work.overdue();
        }
    }

    private void call() {
        context.await(
                batch.calls().call(CallUrgency.CANCEL, (client, key) -> client.cancel(queued(), key)),
                this::answered,
                this::failed);
    }

    private void answered(CancelAnswer answer) {
        switch (answer) {
            case REQUESTED -> context.canceled(Result.ACCEPTED, "the cancel was accepted" + requestId());
            case NOT_FOUND ->
                context.canceled(Result.NOT_FOUND, "the service does not know the job to cancel" + requestId());
            case ALREADY_COMPLETED -> {
                if (keepsCompleted()) {
                    context.completed(Optional.empty());
                } else {
                    tooLate("the cancel came too late: ");
                }
            }
        }
    }

    private void failed(Throwable failure) {
        failures++;
        String reason = ImageContext.message(failure);
        batch.settings()
                .waitAfterCall(failure, failures)
                .ifPresentOrElse(wait -> context.retry(wait, reason, this::call), () -> notCanceled(reason));
    }

    /**
     * The image is complete, and not delivered.
     *
     * @param how what to say first, if anything
     */
    void tooLate(String how) {
        context.canceled(
                Result.TOO_LATE,
                how + "the job was already complete and is paid for" + requestId() + ", result at "
                        + queued().responseUrl());
    }

    private void notCanceled(String reason) {
        context.canceled(
                Result.FAILED,
                "the cancel failed, so the job may continue and be billed until the service accepts the cancel: "
                        + reason + requestId());
    }

    private String requestId() {
        return "; request id " + queued().requestId();
    }

    private QueuedJob queued() {
        return context.job().queued();
    }
}
