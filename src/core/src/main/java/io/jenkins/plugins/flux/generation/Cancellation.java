package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends an image before its time: what a cancel means in each state, the call to the service, and how long it may take.
 */
final class Cancellation {

    private static final Logger LOGGER = Logger.getLogger(Cancellation.class.getName());

    private final ImageJob imageJob;
    private int failures;

    Cancellation(ImageJob imageJob) {
        this.imageJob = imageJob;
    }

    /**
     * Asks for the end; safe in every state. Asking twice changes nothing, but that an abort outranks the other causes.
     */
    void cancel(CancelCause cause, String reason) {
        if (imageJob.isOver() || isAborted() || (imageJob.isCanceled() && cause != CancelCause.ABORT)) {
            return;
        }
        ImageState before = imageJob.history().state();
        imageJob.move(new JournalEntry.Canceling(Instant.now(), cause, reason));
        if (!imageJob.isStarted()) {
            return;
        }
        if (before != ImageState.COMPLETED || cause == CancelCause.ABORT) {
            limit();
        }
        switch (before) {
            case PLANNED -> neverSubmitted();
            case SUBMITTED -> cancelTask();
            case COMPLETED -> {
                if (!keepsCompleted() && imageJob.stopDelivery()) {
                    imageJob.ending().canceled(tooLate(imageJob.job(), ""));
                }
            }
            default -> {
                // CANCELING: under way. SUBMITTING: the answer decides, and only it has the id that can be canceled.
            }
        }
    }

    /** Resumes a cancel that another process has begun. */
    void resume() {
        limit();
        cancelTask();
    }

    /** Whether an image that was complete before its cancel arrived is delivered all the same. */
    boolean keepsCompleted() {
        return !isAborted() || imageJob.plan().keepOnAbort();
    }

    boolean isAborted() {
        return imageJob.history()
                .cancel()
                .filter(cancel -> cancel.cause() == CancelCause.ABORT)
                .isPresent();
    }

    void neverSubmitted() {
        imageJob.ending()
                .canceled(new CancelReport(
                        CancelReport.Result.NOT_SUBMITTED, "it was never submitted; nothing is billed"));
    }

    void cancelTask() {
        imageJob.activity().stopPhase();
        CancelCause cause = imageJob.history().cancel().orElseThrow().cause();
        imageJob.tell(
                new ImageEvent.Canceling(imageJob.image(), imageJob.job().task().requestId(), cause));
        ask();
    }

    private void limit() {
        imageJob.activity().cancelDeadline(imageJob.services().settings().cancelTimeout(), this::overdue);
    }

    private void overdue() {
        switch (imageJob.history().state()) {
            case SUBMITTING -> imageJob.submission().overdue();
            case CANCELING -> imageJob.ending().canceled(notCanceled(imageJob.job(), "no answer in time"));
            case COMPLETED -> imageJob.undelivered("it could not be stored before the cancel timed out");
            default ->
                LOGGER.log(Level.FINE, "canceled in time: {0}", imageJob.image().name());
        }
    }

    private void ask() {
        QueuedTask task = imageJob.job().task();
        imageJob.activity()
                .call(
                        CallUrgency.CANCEL,
                        key -> imageJob.services().client().cancel(task, key),
                        this::answered,
                        this::failed);
    }

    private void answered(CancelAnswer answer) {
        if (imageJob.isOver()) {
            return;
        }
        switch (answer) {
            case REQUESTED ->
                imageJob.ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.ACCEPTED, "the cancel was accepted; request id " + requestId()));
            case NOT_FOUND ->
                imageJob.ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.NOT_FOUND,
                                "the service does not know the job to cancel; request id " + requestId()));
            case ALREADY_COMPLETED -> {
                if (keepsCompleted()) {
                    imageJob.completed(new JournalEntry.Completed(Instant.now(), Optional.empty()));
                } else {
                    imageJob.ending().canceled(tooLate(imageJob.job(), "the cancel came too late: "));
                }
            }
        }
    }

    private void failed(Throwable failure) {
        if (imageJob.isOver()) {
            return;
        }
        failures++;
        Optional<Duration> wait = imageJob.services().settings().waitAfterCall(failure, failures);
        if (wait.isPresent()) {
            imageJob.tell(new ImageEvent.Retrying(imageJob.image(), Failures.message(failure), wait.get()));
            imageJob.activity().next(wait.get(), this::ask);
        } else {
            imageJob.ending().canceled(notCanceled(imageJob.job(), Failures.message(failure)));
        }
    }

    private String requestId() {
        return imageJob.job().task().requestId();
    }

    static CancelReport tooLate(ImageHistory.Job job, String how) {
        return new CancelReport(
                CancelReport.Result.TOO_LATE,
                how + "the job was already complete and is paid for; request id "
                        + job.task().requestId() + ", result at " + job.task().responseUrl());
    }

    private static CancelReport notCanceled(ImageHistory.Job job, String reason) {
        return new CancelReport(
                CancelReport.Result.FAILED,
                "the cancel failed, so the job may continue and be billed until the service accepts the cancel: "
                        + reason + "; request id " + job.task().requestId());
    }
}
