package io.jenkins.plugins.flux.simulator;

/** An awaited condition was not met in time. */
public final class SimulatorTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names what was awaited and what there was instead. */
    public SimulatorTimeoutException(String message) {
        super(message);
    }
}
