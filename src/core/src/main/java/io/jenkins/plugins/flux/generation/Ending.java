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

/** The end of a generation, which comes once: journaled, told, and its place at the endpoint given up. */
final class Ending {

    private static final Logger LOGGER = Logger.getLogger(Ending.class.getName());

    private final ImageJob generation;

    Ending(ImageJob generation) {
        this.generation = generation;
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
        end(new ImageOutcome.Unknown(generation.image(), sent, message), false);
    }

    void canceled(CancelReport report) {
        JournalEntry.Canceling cancel = generation.history().cancel().orElseThrow();
        ImageOutcome outcome = cancel.cause() == CancelCause.GIVEN_UP
                ? failure(cancel.reason() + "; " + report.message(), false)
                : new ImageOutcome.Canceled(generation.image(), cancel.cause(), requestId(), report);
        end(outcome, report.result() == CancelReport.Result.FAILED);
    }

    /** A mistake of ours must not leave a build waiting for ever. */
    void broken(Throwable bug) {
        LOGGER.log(Level.SEVERE, "Image " + generation.image().name() + " could not go on", bug);
        ImageState state = generation.history().state();
        boolean jobLeft = state == ImageState.SUBMITTED || state == ImageState.CANCELING;
        end(failure("internal error: " + bug, isPaid()), jobLeft);
    }

    private void end(ImageOutcome known, boolean jobLeft) {
        if (generation.isOver()) {
            return;
        }
        ImageOutcome outcome = withLostSubmit(known);
        generation.activity().stopAll();
        CompletableFuture<Void> written = generation.move(new JournalEntry.Ended(Instant.now(), outcome, jobLeft));
        generation.tell(new ImageEvent.Ended(generation.image(), outcome));
        generation.release();
        if (jobLeft) {
            new OrphanCancellation(generation).ask();
        }
        generation.run().ended(generation, written);
    }

    /** Whatever became of its repetition, the submit whose answer was lost may have made a job. */
    private ImageOutcome withLostSubmit(ImageOutcome outcome) {
        Optional<Instant> lost = generation.history().lost();
        if (lost.isEmpty() || generation.history().job().isPresent() || outcome instanceof ImageOutcome.Unknown) {
            return outcome;
        }
        String reason = outcome instanceof ImageOutcome.Failed failed
                ? failed.message()
                : "the submit was not sent a second time";
        return new ImageOutcome.Unknown(
                generation.image(),
                lost.get(),
                reason
                        + "; the answer to a submit was lost before, so that a job may exist and be billed; it was sent at "
                        + lost.get().truncatedTo(ChronoUnit.SECONDS));
    }

    private ImageOutcome failure(String message, boolean retrievable) {
        return new ImageOutcome.Failed(generation.image(), message, requestId(), isPaid(), retrievable);
    }

    private boolean isPaid() {
        return generation.history().isPaid();
    }

    private Optional<String> requestId() {
        return generation.history().job().map(job -> job.task().requestId());
    }
}
