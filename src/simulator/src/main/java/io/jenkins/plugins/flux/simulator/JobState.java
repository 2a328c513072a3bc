package io.jenkins.plugins.flux.simulator;

/** The state of a job; on the wire, all three final states are {@code COMPLETED}. */
public enum JobState {
    QUEUED("IN_QUEUE"),
    RUNNING("IN_PROGRESS"),
    SUCCEEDED("COMPLETED"),
    FAILED("COMPLETED"),
    CANCELED("COMPLETED");

    private final String wireStatus;

    JobState(String wireStatus) {
        this.wireStatus = wireStatus;
    }

    /** The value of {@code status} on the wire. */
    public String wireStatus() {
        return wireStatus;
    }

    /** Whether the job has ended. */
    public boolean isTerminal() {
        return this != QUEUED && this != RUNNING;
    }
}
