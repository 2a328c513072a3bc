package io.jenkins.plugins.flux.gate;

/** Which of the calls that wait at an {@link EndpointGate} goes first. */
public enum CallUrgency {
    /** A cancel: somebody waits for it, and a job that goes on is paid for. Has every other turn. */
    CANCEL,

    /** A result: with it a job is over, and the next one can begin. */
    RESULT,

    /** A submit or the question for a status. */
    ORDINARY
}
