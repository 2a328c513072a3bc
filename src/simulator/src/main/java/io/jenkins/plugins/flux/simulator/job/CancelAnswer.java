package io.jenkins.plugins.flux.simulator.job;

/** Answers to a cancel. */
public enum CancelAnswer {
    CANCELLATION_REQUESTED(202),
    ALREADY_COMPLETED(400),
    NOT_FOUND(404);

    private final int status;

    CancelAnswer(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
