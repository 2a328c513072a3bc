package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.EventLoop;

/** What one image has of the {@link ConcurrencyLimit}: nothing, a place in the queue, or one inside. */
public final class GatePlace {

    private final ConcurrencyLimit jobs;
    private final Object run;
    private final Runnable turn;
    private boolean inside;

    /**
     * @param run whose place it is
     * @param turn run when it is its turn, on the {@link EventLoop}
     */
    public GatePlace(ConcurrencyLimit jobs, Object run, Runnable turn) {
        this.jobs = jobs;
        this.run = run;
        this.turn = () -> {
            inside = true;
            turn.run();
        };
    }

    /** Waits for its turn. */
    public void enter() {
        jobs.enter(run, turn);
    }

    /** Its job is at the service already. */
    public void join() {
        jobs.join();
        inside = true;
    }

    /** Gives up whatever it has. */
    public void leave() {
        if (inside) {
            inside = false;
            jobs.leave();
        } else {
            jobs.withdraw(run, turn);
        }
    }
}
