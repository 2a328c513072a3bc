package io.jenkins.plugins.flux.simulator;

/** The state of a job as the simulator knows it; the wire calls all three ends {@code COMPLETED}. */
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

    /** The value of {@code status} that a caller reads. */
    public String wireStatus() {
        return wireStatus;
    }

    /** True if the job will not change any more. */
    public boolean isTerminal() {
        return this != QUEUED && this != RUNNING;
    }
}
