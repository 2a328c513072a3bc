package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How long a delivery may take: the time of the plan, and on top of it what the service asks to wait, be it of this
 * image or of all calls of the endpoint; up to six times the plan's in all, an hour. Used on the {@link EventLoop}
 * only.
 */
final class DeliveryTime implements Calls.Turn {

    private static final int LONGEST = 6;

    private final ImageContext context;
    private final Timers clock;
    private final Runnable overdue;
    private final Duration limit;
    private final long begun;
    private Duration asked = Duration.ZERO;

    /** When a call began to wait for the endpoint's gate, which lets none through while the service asks for that. */
    private Duration heldBack;

    /**
     * Begins to count.
     *
     * @param limit of the plan
     * @param overdue run when it has passed
     */
    DeliveryTime(ImageContext context, Timers clock, Duration limit, Runnable overdue) {
        this.context = context;
        this.clock = clock;
        this.overdue = overdue;
        this.limit = limit;
        this.begun = clock.nanoTime();
    }

    /** The whole of it. */
    Duration allowed() {
        Duration time = limit.plus(asked);
        return time.compareTo(longest()) > 0 ? longest() : time;
    }

    /** Adds what the service asks to wait. */
    void add(Duration wait) {
        asked = asked.plus(wait);
        watch(allowed());
    }

    @Override
    public void waits() {
        heldBack = elapsed();
    }

    @Override
    public CompletableFuture<Void> comes() {
        add(elapsed().minus(heldBack));
        heldBack = null;
        return CompletableFuture.completedFuture(null);
    }

    private void watch(Duration end) {
        context.deadline(end.minus(elapsed()), this::passed);
    }

    private void passed() {
        if (heldBack != null && elapsed().compareTo(longest()) < 0) {
            watch(longest());
        } else {
            overdue.run();
        }
    }

    private Duration longest() {
        return limit.multipliedBy(LONGEST);
    }

    private Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - begun);
    }
}
