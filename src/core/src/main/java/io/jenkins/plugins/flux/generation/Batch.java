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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** All images of one execution of a step. A handle for its host; {@link ImageJob} does the work, one for each image. */
public final class Batch {

    private static final Logger LOGGER = Logger.getLogger(Batch.class.getName());

    private static final String ENDED_WITHOUT_IT = "its build ended before it was complete";

    private final BatchHistory history;
    private final BatchServices services;
    private final CompletableFuture<BatchOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final List<ImageJob> imageJobs = new ArrayList<>();

    /** The last entries of the images in the journal. */
    private final List<CompletableFuture<Void>> lastEntries = new ArrayList<>();

    private int open;
    private int jobsLeft;
    private ScheduledFuture<?> totalDeadline;

    Batch(BatchHistory history, BatchServices services) {
        this.history = history;
        this.services = services;
        history.images()
                .forEach(image ->
                        imageJobs.add(new ImageJob(imageJobs.size(), image, services, this::ended, this::jobLeft)));
        this.open = imageJobs.size();
    }

    public BatchPlan plan() {
        return history.plan();
    }

    /**
     * Completed when every image has ended, {@link Progress} has the last event, and the journal has the last entry;
     * never fails. Stays open when the generator is closed first.
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

    /** How many images are in each phase; a field read, from any thread. */
    public BatchSummary summary() {
        return services.tally().summary();
    }

    /** The phase of each image, in the plan's order; field reads, from any thread. */
    public List<ImageStatus> images() {
        return imageJobs.stream()
                .map(ImageJob::history)
                .map(image -> new ImageStatus(image.image().name(), ImagePhase.of(image)))
                .toList();
    }

    /**
     * The only entrance for a cancel: cancels whatever has not ended, a submit in flight included. Returns at once; the
     * outcome follows within {@link GeneratorSettings#cancelTimeout()}.
     */
    public void cancel() {
        services.loop().execute(() -> cancelAll(CancelCause.ABORT, "the build was aborted"));
    }

    /** As {@link #cancel()}, when its build has ended without it; images that are complete are stored all the same. */
    public void interrupt() {
        services.loop().execute(() -> cancelAll(CancelCause.INTERRUPTED, ENDED_WITHOUT_IT));
    }

    void start() {
        plan().deadlines().total().ifPresent(limit -> {
            Duration left = Duration.between(Instant.now(), history.started().plus(limit));
            totalDeadline = services.loop().schedule(left, () -> cancelAll(CancelCause.GIVEN_UP, overdue(limit)));
        });
        services.calls().limitJobs(plan().maxConcurrent());
        Map<Boolean, List<ImageJob>> areOver = imageJobs.stream()
                .collect(Collectors.partitioningBy(image -> image.history().isOver()));
        areOver.get(false).forEach(ImageJob::start);
        areOver.get(true).forEach(ImageJob::start);
    }

    /** For a batch that no build waits for any longer. */
    void cancelOrphans(CancelCause cause) {
        cancelAll(cause, ENDED_WITHOUT_IT);
        start();
    }

    private void cancelAll(CancelCause cause, String reason) {
        imageJobs.forEach(image -> image.cancellation().cancel(cause, reason));
    }

    private void ended(ImageOutcome ended, CompletableFuture<Void> written) {
        open--;
        lastEntries.add(written);
        boolean failed = ended instanceof ImageOutcome.Failed || ended instanceof ImageOutcome.Unknown;
        if (open == 0) {
            finish();
        } else if (failed && plan().failFast()) {
            cancelAll(CancelCause.FAIL_FAST, "'" + ended.image().name() + "' failed and failFast is on");
        }
    }

    private void jobLeft(CompletableFuture<Void> answered) {
        jobsLeft++;
        services.loop().whenDone(answered, (written, failure) -> {
            jobsLeft--;
            lastEntries.add(answered);
            settleIfPossible();
        });
    }

    private void finish() {
        if (totalDeadline != null) {
            totalDeadline.cancel(false);
        }
        BatchOutcome all = new BatchOutcome(imageJobs.stream()
                .map(image -> image.history().outcome().orElseThrow())
                .toList());
        whenJournaled(() -> outcome.complete(all));
        settleIfPossible();
    }

    private void settleIfPossible() {
        if (open == 0 && jobsLeft == 0) {
            whenJournaled(() -> settled.complete(null));
        }
    }

    /**
     * Runs the action after all entries are in the journal and all events are reported. A journal that cannot be
     * written does not block it: the failures were reported.
     */
    private void whenJournaled(Runnable action) {
        CompletableFuture.allOf(lastEntries.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOGGER.log(Level.WARNING, "The end of a batch could not be journaled", failure);
            }
            services.afterReports(action);
        });
    }

    private static String overdue(Duration limit) {
        return "the step's time limit of " + Deadlines.inWords(limit) + " (timeoutSeconds) has passed";
    }
}
