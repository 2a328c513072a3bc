package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The end of an image, which comes once: journaled, told, and its place at the endpoint given up. */
final class Ending {

    private static final Logger LOGGER = Logger.getLogger(Ending.class.getName());

    private final ImageJob imageJob;

    Ending(ImageJob imageJob) {
        this.imageJob = imageJob;
    }

    void stored(ImageOutcome.Stored stored) {
        end(stored, false);
    }

    /** What is paid for may be fetched by a later run. */
    void failed(String message) {
        end(failure(message, isPaid()), false);
    }

    /** The job is complete, and its result is of no use. */
    void unusable(String message) {
        end(failure(message, false), false);
    }

    void unknown(Instant sent, String message) {
        end(new ImageOutcome.Unknown(imageJob.image(), sent, message), false);
    }

    void canceled(CancelReport report) {
        JournalEntry.Canceling cancel = imageJob.history().cancel().orElseThrow();
        ImageOutcome outcome = cancel.cause() == CancelCause.GIVEN_UP
                ? failure(cancel.reason() + "; " + report.message(), false)
                : new ImageOutcome.Canceled(imageJob.image(), cancel.cause(), requestId(), report);
        end(outcome, report.result() == CancelReport.Result.FAILED);
    }

    /** A mistake of ours must not leave a build waiting for ever. */
    void broken(Throwable bug) {
        LOGGER.log(Level.SEVERE, "Image " + imageJob.image().name() + " could not continue", bug);
        ImageState state = imageJob.history().state();
        boolean jobLeft = state == ImageState.SUBMITTED || state == ImageState.CANCELING;
        end(failure("internal error: " + bug, isPaid()), jobLeft);
    }

    private void end(ImageOutcome known, boolean jobLeft) {
        if (imageJob.isOver()) {
            return;
        }
        ImageOutcome outcome = withLostSubmit(known);
        imageJob.activity().stopAll();
        CompletableFuture<Void> written = imageJob.move(new JournalEntry.Ended(Instant.now(), outcome, jobLeft));
        imageJob.tell(new ImageEvent.Ended(imageJob.image(), outcome));
        imageJob.release();
        if (jobLeft) {
            new OrphanCancellation(imageJob).ask();
        }
        imageJob.run().ended(imageJob, written);
    }

    /** Whatever became of its repetition, the submit whose answer was lost may have made a job. */
    private ImageOutcome withLostSubmit(ImageOutcome outcome) {
        Optional<Instant> lost = imageJob.history().lost();
        if (lost.isEmpty() || imageJob.history().job().isPresent() || outcome instanceof ImageOutcome.Unknown) {
            return outcome;
        }
        String reason = outcome instanceof ImageOutcome.Failed failed
                ? failed.message()
                : "the submit was not sent a second time";
        return new ImageOutcome.Unknown(
                imageJob.image(),
                lost.get(),
                reason
                        + "; the answer to an earlier submit was lost, so a job may exist and be billed;"
                        + " it was sent at "
                        + lost.get().truncatedTo(ChronoUnit.SECONDS));
    }

    private ImageOutcome failure(String message, boolean retrievable) {
        return new ImageOutcome.Failed(imageJob.image(), message, requestId(), isPaid(), retrievable);
    }

    private boolean isPaid() {
        return imageJob.history().isPaid();
    }

    private Optional<String> requestId() {
        return imageJob.history().job().map(job -> job.task().requestId());
    }
}
