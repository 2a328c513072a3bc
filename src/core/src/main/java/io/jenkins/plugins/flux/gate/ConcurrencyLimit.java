package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.Timers;

/**
 * Limits how many jobs are in flight at an endpoint, across all batches, which take turns. Used on the {@link
 * EventLoop} only.
 */
public final class ConcurrencyLimit {

    private final Timers loop;
    private final FairQueue<Object, Runnable> waiting = new FairQueue<>();
    private int limit;
    private int inside;

    ConcurrencyLimit(Timers loop) {
        this.loop = loop;
    }

    /** The limit of the newest plan counts: it has the administrator's latest setting. */
    public void limit(int maxConcurrent) {
        limit = maxConcurrent;
        admit();
    }

    /** Runs the action when its turn comes; it counts as inside until {@link #leave()}. */
    void enter(Object batch, Runnable turn) {
        waiting.add(batch, turn);
        admit();
    }

    /** Counts as inside at once, regardless of the limit: the job is already at the service. */
    void join() {
        inside++;
    }

    /** Removes an {@link #enter} whose turn has not come. */
    boolean remove(Object batch, Runnable turn) {
        return waiting.remove(batch, turn);
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
