package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.EventLoop;

/** What one image holds at the {@link ConcurrencyLimit}: nothing, a place in the queue, or one inside. */
public final class GatePlace {

    private final ConcurrencyLimit jobs;
    private final Object batch;
    private final Runnable turn;
    private boolean inside;

    /**
     * @param batch whose place it is
     * @param turn run when its turn comes, on the {@link EventLoop}
     */
    public GatePlace(ConcurrencyLimit jobs, Object batch, Runnable turn) {
        this.jobs = jobs;
        this.batch = batch;
        this.turn = () -> {
            inside = true;
            turn.run();
        };
    }

    public void enter() {
        jobs.enter(batch, turn);
    }

    /** Counts a job that is already at the service. */
    public void join() {
        jobs.join();
        inside = true;
    }

    /** Releases what it holds. */
    public void leave() {
        if (inside) {
            inside = false;
            jobs.leave();
        } else {
            jobs.remove(batch, turn);
        }
    }
}
