package io.jenkins.plugins.flux.generation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One plan being carried out. A handle for its host; the work is done by {@link Generation}, one per image. */
public final class GenerationRun {

    private static final Logger LOGGER = Logger.getLogger(GenerationRun.class.getName());

    private final GenerationPlan plan;
    private final RunServices services;
    private final CompletableFuture<PlanOutcome> outcome = new CompletableFuture<>();
    private final List<Generation> generations;
    private int open;
    private ScheduledFuture<?> totalDeadline;
    private final Tally tally;

    GenerationRun(GenerationPlan plan, RunServices services) {
        this.plan = plan;
        this.services = services;
        this.generations = plan.images().stream()
                .map(image -> new Generation(image, this, services))
                .toList();
        this.open = generations.size();
        this.tally = new Tally(open);
    }

    /** What is carried out. */
    public GenerationPlan plan() {
        return plan;
    }

    /**
     * Completed when every image has ended and {@link Progress} was told so; never fails. Stays open when the generator is
     * closed first.
     */
    public CompletableFuture<PlanOutcome> outcome() {
        return outcome.copy();
    }

    /** Where the images stand; a field read, from any thread. */
    public RunSummary summary() {
        return tally.summary();
    }

    void start() {
        plan.deadlines()
                .total()
                .ifPresent(limit -> totalDeadline =
                        services.loop().schedule(limit, () -> cancelAll(CancelCause.GIVEN_UP, overdue(limit))));
        services.gate().limit(plan.maxConcurrent());
        generations.forEach(Generation::start);
    }

    void cancelAll(CancelCause cause, String reason) {
        generations.forEach(generation -> generation.cancel(cause, reason));
    }

    void tell(GenerationEvent event) {
        services.reports().execute(() -> {
            try {
                services.progress().on(event);
            } catch (RuntimeException bug) {
                // What a person is told must not decide what becomes of a paid job.
                LOGGER.log(
                        Level.WARNING,
                        "Progress could not be told: " + event.getClass().getSimpleName(),
                        bug);
            }
        });
    }

    Tally tally() {
        return tally;
    }

    void ended(Generation generation) {
        open--;
        ImageOutcome ended = generation.outcome();
        boolean failed = ended instanceof ImageOutcome.Failed || ended instanceof ImageOutcome.Unknown;
        if (open == 0) {
            finish();
        } else if (failed && plan.failFast()) {
            cancelAll(CancelCause.FAIL_FAST, "'" + generation.image().name() + "' failed and failFast is on");
        }
    }

    private void finish() {
        if (totalDeadline != null) {
            totalDeadline.cancel(false);
        }
        PlanOutcome all =
                new PlanOutcome(generations.stream().map(Generation::outcome).toList());
        services.reports().execute(() -> outcome.complete(all));
    }

    private static String overdue(Duration limit) {
        return "the step's time limit of " + limit.toSeconds() + " seconds (timeoutSeconds) has passed";
    }
}
