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

/** Ends an image before its time: what a cancel means in each state, the call that asks for it, and how long it may take. */
final class Cancellation {

    private static final Logger LOGGER = Logger.getLogger(Cancellation.class.getName());

    private final ImageJob generation;
    private int failures;

    Cancellation(ImageJob generation) {
        this.generation = generation;
    }

    /** Asks for the end; safe in every state. Asking twice changes nothing, but that an abort outranks the other causes. */
    void cancel(CancelCause cause, String reason) {
        if (generation.isOver() || isAborted() || (generation.isCanceled() && cause != CancelCause.ABORT)) {
            return;
        }
        ImageState before = generation.history().state();
        generation.move(new JournalEntry.Canceling(Instant.now(), cause, reason));
        if (!generation.isStarted()) {
            return;
        }
        if (before != ImageState.COMPLETED || cause == CancelCause.ABORT) {
            limit();
        }
        switch (before) {
            case PLANNED -> neverSubmitted();
            case SUBMITTED -> cancelTask();
            case COMPLETED -> {
                if (!keepsCompleted() && generation.stopDelivery()) {
                    generation.ending().canceled(tooLate(generation.job(), ""));
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
        generation.tell(new ImageEvent.Canceling(
                generation.image(), generation.job().task().requestId(), cause));
        ask();
    }

    private void limit() {
        generation.activity().cancelDeadline(generation.services().settings().cancelTimeout(), this::overdue);
    }

    private void overdue() {
        switch (generation.history().state()) {
            case SUBMITTING -> generation.submission().overdue();
            case CANCELING -> generation.ending().canceled(notCanceled(generation.job(), "no answer in time"));
            case COMPLETED -> generation.undelivered("it could not be stored before the cancel's time was up");
            default ->
                LOGGER.log(
                        Level.FINE, "canceled in time: {0}", generation.image().name());
        }
    }

    private void ask() {
        QueuedTask task = generation.job().task();
        generation
                .activity()
                .call(
                        CallUrgency.CANCEL,
                        key -> generation.services().client().cancel(task, key),
                        this::answered,
                        this::failed);
    }

    private void answered(CancelAnswer answer) {
        if (generation.isOver()) {
            return;
        }
        switch (answer) {
            case REQUESTED ->
                generation
                        .ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.ACCEPTED, "the cancel was accepted; request id " + requestId()));
            case NOT_FOUND ->
                generation
                        .ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.NOT_FOUND,
                                "the service does not know the job that was to be canceled; request id "
                                        + requestId()));
            case ALREADY_COMPLETED -> {
                if (keepsCompleted()) {
                    generation.completed(new JournalEntry.Completed(Instant.now(), Optional.empty()));
                } else {
                    generation.ending().canceled(tooLate(generation.job(), "the cancel came too late: "));
                }
            }
        }
    }

    private void failed(Throwable failure) {
        if (generation.isOver()) {
            return;
        }
        failures++;
        Optional<Duration> wait = generation.services().settings().waitAfterCall(failure, failures);
        if (wait.isPresent()) {
            generation.tell(new ImageEvent.Retrying(generation.image(), Failures.message(failure), wait.get()));
            generation.activity().next(wait.get(), this::ask);
        } else {
            generation.ending().canceled(notCanceled(generation.job(), Failures.message(failure)));
        }
    }

    private String requestId() {
        return generation.job().task().requestId();
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
                "the cancel failed, so the job may go on and be billed until the service takes the cancel: " + reason
                        + "; request id " + job.task().requestId());
    }
}
