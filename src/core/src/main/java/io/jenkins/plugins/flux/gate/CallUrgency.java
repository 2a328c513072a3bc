package io.jenkins.plugins.flux.gate;

/** Which of the calls that wait at an {@link EndpointGate} goes first. */
public enum CallUrgency {
    /** A cancel: somebody waits for it, and a job that keeps running is paid for. Gets every other turn. */
    CANCEL,

    /** A result: it completes a job, so the next one can begin. */
    RESULT,

    /** A submit or a poll. */
    ORDINARY
}
