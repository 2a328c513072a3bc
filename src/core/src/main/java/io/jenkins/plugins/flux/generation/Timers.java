package io.jenkins.plugins.flux.generation;

import java.util.concurrent.ScheduledFuture;

/** The timers of one generation: at most one of each kind, a new one replaces the old. */
final class Timers {

    private ScheduledFuture<?> next;
    private ScheduledFuture<?> deadline;
    private ScheduledFuture<?> cancelDeadline;

    /** The next thing to do in the present phase. */
    void next(ScheduledFuture<?> timer) {
        stop(next);
        next = timer;
    }

    /** The end of the present phase. */
    void deadline(ScheduledFuture<?> timer) {
        stop(deadline);
        deadline = timer;
    }

    /** The end of waiting for a cancel. */
    void cancelDeadline(ScheduledFuture<?> timer) {
        stop(cancelDeadline);
        cancelDeadline = timer;
    }

    void stopPhase() {
        next(null);
        deadline(null);
    }

    void stopAll() {
        stopPhase();
        cancelDeadline(null);
    }

    private static void stop(ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
