package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.BatchSummary;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageStatus;
import io.jenkins.plugins.flux.history.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All images of one execution of a step. A handle for its host; {@link ImageJob} does the work, one for each image. */
public final class Batch {

    private static final Logger LOGGER = Logger.getLogger(Batch.class.getName());

    private final BatchHistory history;
    private final BatchServices services;
    private final CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final List<ImageJob> imageJobs = new ArrayList<>();
    private final List<CompletableFuture<Void>> lastMoves = new ArrayList<>();
    private final Tally tally;
    private int open;
    private int jobsLeft;
    private ScheduledFuture<?> totalDeadline;

    Batch(BatchHistory history, BatchServices services) {
        this.history = history;
        this.services = services;
        history.images().forEach(image -> imageJobs.add(new ImageJob(imageJobs.size(), image, this, services)));
        this.open = imageJobs.size();
        this.tally = new Tally(history.images());
    }

    /** What is carried out. */
    public BatchPlan plan() {
        return history.plan();
    }

    /**
     * Completed when every image has ended, {@link Progress} was told so and the journal knows; never fails. Stays open
     * when the generator is closed first.
     */
    public CompletableFuture<BatchOutcome> outcome() {
        return outcome.copy();
    }

    /**
     * Completed when, behind the outcome, no job is left at the service either: each cancel has been answered. Stays
     * open when the generator is closed first.
     */
    public CompletableFuture<Void> settled() {
        return settled.copy();
    }

    /** Where the images stand; a field read, from any thread. */
    public BatchSummary summary() {
        return tally.summary();
    }

    /** Where each image stands, in the plan's order; field reads, from any thread. */
    public List<ImageStatus> images() {
        return imageJobs.stream()
                .map(ImageJob::history)
                .map(image -> new ImageStatus(image.image().name(), ImagePhase.of(image)))
                .toList();
    }

    void start() {
        plan().deadlines().total().ifPresent(limit -> {
            Duration left = Duration.between(Instant.now(), history.started().plus(limit));
            totalDeadline = services.loop().schedule(left, () -> cancelAll(CancelCause.GIVEN_UP, overdue(limit)));
        });
        services.gate().jobs().limit(plan().maxConcurrent());
        List<ImageJob> over = imageJobs.stream().filter(ImageJob::isOver).toList();
        List<ImageJob> others =
                imageJobs.stream().filter(image -> !image.isOver()).toList();
        others.forEach(ImageJob::start);
        over.forEach(ImageJob::wasOver);
    }

    /** Nobody waits for it any more. */
    void abandon(CancelCause cause) {
        cancelAll(cause, "its build ended before it was complete");
        start();
    }

    void cancelAll(CancelCause cause, String reason) {
        imageJobs.forEach(imageJob -> imageJob.cancellation().cancel(cause, reason));
    }

    void tell(ImageEvent event) {
        services.reports().execute(() -> {
            try {
                services.progress().on(event);
            } catch (RuntimeException bug) {
                // What a person is told must not decide what becomes of a paid job.
                LOGGER.log(
                        Level.WARNING,
                        "Progress could not be reported: " + event.getClass().getSimpleName(),
                        bug);
            }
        });
    }

    Tally tally() {
        return tally;
    }

    void ended(ImageJob imageJob, CompletableFuture<Void> lastMove) {
        open--;
        lastMoves.add(lastMove);
        ImageOutcome ended = imageJob.history().outcome().orElseThrow();
        boolean failed = ended instanceof ImageOutcome.Failed || ended instanceof ImageOutcome.Unknown;
        if (open == 0) {
            finish();
        } else if (failed && plan().failFast()) {
            cancelAll(CancelCause.FAIL_FAST, "'" + imageJob.image().name() + "' failed and failFast is on");
        }
    }

    void jobLeft() {
        jobsLeft++;
    }

    void jobSettled(CompletableFuture<Void> lastMove) {
        jobsLeft--;
        lastMoves.add(lastMove);
        settleIfPossible();
    }

    private void finish() {
        if (totalDeadline != null) {
            totalDeadline.cancel(false);
        }
        BatchOutcome all = new BatchOutcome(imageJobs.stream()
                .map(imageJob -> imageJob.history().outcome().orElseThrow())
                .toList());
        whenTold(() -> outcome.complete(all));
        settleIfPossible();
    }

    private void settleIfPossible() {
        if (open == 0 && jobsLeft == 0) {
            whenTold(() -> settled.complete(null));
        }
    }

    /** Behind all that is told before; a console that hangs does not keep the outcome back for ever. */
    private void whenTold(Runnable action) {
        whenJournaled(() -> services.reports().submit(() -> null).whenComplete((told, hangs) -> action.run()));
    }

    /**
     * A journal that cannot be written to does not keep the outcome back: it has been told what could not be written.
     */
    private void whenJournaled(Runnable action) {
        CompletableFuture.allOf(lastMoves.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOGGER.log(Level.WARNING, "The end of a batch could not be journaled", failure);
            }
            action.run();
        });
    }

    private static String overdue(Duration limit) {
        return "the step's time limit of " + Deadlines.inWords(limit) + " (timeoutSeconds) has passed";
    }
}
