package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.Timers;

/**
 * How many jobs may be at an endpoint at once, of all batches together; they take turns. Used on the {@link EventLoop}
 * only.
 */
public final class ConcurrencyLimit {

    private final Timers loop;
    private final FairQueue<Object, Runnable> waiting = new FairQueue<>();
    private int limit;
    private int inside;

    ConcurrencyLimit(Timers loop) {
        this.loop = loop;
    }

    /** The newest plan's limit counts: it carries what the administrator has set last. */
    public void limit(int maxConcurrent) {
        limit = maxConcurrent;
        admit();
    }

    /** Runs the action when it is its turn; it counts as inside until {@link #leave()}. */
    void enter(Object run, Runnable turn) {
        waiting.add(run, turn);
        admit();
    }

    /** Counts as inside at once, limit or not: the job is at the service already. */
    void join() {
        inside++;
    }

    /** Takes back an {@link #enter} whose turn has not come. */
    boolean withdraw(Object run, Runnable turn) {
        return waiting.remove(run, turn);
    }

    void leave() {
        inside--;
        admit();
    }

    private void admit() {
        while (inside < limit && !waiting.isEmpty()) {
            inside++;
            // Not run in place: a turn may leave at once, and the queue is being walked.
            loop.execute(waiting.next());
        }
    }
}
