package io.jenkins.plugins.flux.simulator;

/** An awaited condition did not come true in time. */
public final class SimulatorTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was awaited and what was there instead. */
    public SimulatorTimeoutException(String message) {
        super(message);
    }
}
