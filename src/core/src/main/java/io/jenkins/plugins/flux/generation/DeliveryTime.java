package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.threads.EventLoop;
import java.time.Duration;

/**
 * How long a delivery may take: the time of the plan, and on top of it what the service asks to wait, be it of this
 * image or of all calls of the endpoint; up to six times the plan's in all, an hour. Used on the {@link EventLoop}
 * only.
 */
final class DeliveryTime {

    private static final int LONGEST = 6;

    private final ImageJob imageJob;
    private final Runnable overdue;
    private final Duration limit;
    private final long begun;
    private Duration asked = Duration.ZERO;
    private boolean isHeldBack;

    /** Begins to count; {@code overdue} is run when it has passed. */
    DeliveryTime(ImageJob imageJob, Runnable overdue) {
        this.imageJob = imageJob;
        this.overdue = overdue;
        this.limit = imageJob.plan().deadlines().delivery();
        this.begun = imageJob.services().loop().nanoTime();
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

    /**
     * A call waits for the endpoint's gate, which lets none through while the service has asked for that.
     *
     * @return to be run when it is let through
     */
    Runnable holdBack() {
        Duration since = elapsed();
        isHeldBack = true;
        return () -> {
            isHeldBack = false;
            add(elapsed().minus(since));
        };
    }

    private void watch(Duration end) {
        if (!imageJob.isOver()) {
            imageJob.activity().deadline(end.minus(elapsed()), this::passed);
        }
    }

    private void passed() {
        if (isHeldBack && elapsed().compareTo(longest()) < 0) {
            watch(longest());
        } else {
            overdue.run();
        }
    }

    private Duration longest() {
        return limit.multipliedBy(LONGEST);
    }

    private Duration elapsed() {
        return Duration.ofNanos(imageJob.services().loop().nanoTime() - begun);
    }
}
