package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How long a delivery may take: the plan's limit, plus the waits that the service requests (Retry-After), for this
 * image or for all calls to the endpoint; at most six times the plan's limit, by default an hour. Used on the {@link
 * EventLoop} only.
 */
final class DeliveryTime implements Calls.Turn {

    private static final int LONGEST = 6;

    private final ImageContext context;
    private final Timers clock;
    private final Runnable overdue;
    private final Duration limit;
    private final long begun;
    private Duration requested = Duration.ZERO;

    /** When a call began to wait for the endpoint's gate, which is closed while the service requests a wait. */
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

    /** The limit, with the requested waits. */
    Duration allowed() {
        Duration time = limit.plus(requested);
        return time.compareTo(longest()) > 0 ? longest() : time;
    }

    /** Adds a wait that the service requests. */
    void add(Duration wait) {
        requested = requested.plus(wait);
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
