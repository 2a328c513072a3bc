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

    /**
     * What one image holds here; nothing yet.
     *
     * @param batch whose image it is
     * @param turn run when its turn comes, on the {@link EventLoop}
     */
    public Place place(Object batch, Runnable turn) {
        return new Place(batch, turn);
    }

    /** Runs the action when its turn comes; it counts as inside until {@link #leave()}. */
    void enter(Object batch, Runnable turn) {
        waiting.add(batch, turn);
        admit();
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

    /** What one image holds here: nothing, a place in the queue, or one inside. */
    public final class Place {

        private final Object batch;
        private final Runnable turn;
        private boolean isInside;

        private Place(Object batch, Runnable turn) {
            this.batch = batch;
            this.turn = () -> {
                isInside = true;
                turn.run();
            };
        }

        public void enter() {
            ConcurrencyLimit.this.enter(batch, turn);
        }

        /** Counts as inside at once, regardless of the limit: its job is already at the service. */
        public void join() {
            inside++;
            isInside = true;
        }

        /** Releases what it holds. */
        public void leave() {
            if (isInside) {
                isInside = false;
                ConcurrencyLimit.this.leave();
            } else {
                waiting.remove(batch, turn);
            }
        }
    }
}
