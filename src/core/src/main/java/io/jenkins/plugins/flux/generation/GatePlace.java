package io.jenkins.plugins.flux.generation;

/** What one generation has among the {@link JobsInFlight}: nothing, a place in the queue, or one inside. */
final class GatePlace {

    private final JobsInFlight jobs;
    private final Object run;
    private final Runnable turn;
    private boolean inside;

    /**
     * @param run whose place it is
     * @param turn run when it is its turn, on the {@link EventLoop}
     */
    GatePlace(JobsInFlight jobs, Object run, Runnable turn) {
        this.jobs = jobs;
        this.run = run;
        this.turn = () -> {
            inside = true;
            turn.run();
        };
    }

    /** Waits for its turn. */
    void enter() {
        jobs.enter(run, turn);
    }

    /** Its job is at the service already. */
    void join() {
        jobs.join();
        inside = true;
    }

    /** Gives up whatever it has. */
    void leave() {
        if (inside) {
            inside = false;
            jobs.leave();
        } else {
            jobs.withdraw(run, turn);
        }
    }
}
