package io.jenkins.plugins.flux.gate;

/** Which of the calls that wait at an {@link EndpointGate} goes first. */
public enum CallUrgency {
    /** A cancel: somebody waits for it, and a job that keeps running is paid for. Gets every other turn. */
    CANCEL,

    /** A result: it completes a job, so the next one can begin. */
    RESULT,

    /**
     * The first poll of a job that nobody polled for a while, as after a restart: it may be complete. With thousands of
     * them, those that have been polled again must not be polled a third time before the last one is polled at all.
     */
    UNWATCHED,

    /** A submit or any other poll. */
    ORDINARY
}
