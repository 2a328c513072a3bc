package io.jenkins.plugins.flux.history;

/** Why an image is canceled. */
public enum CancelCause {
    /** The build was aborted. */
    ABORT,
    /** Another image of the same plan failed, and the plan fails fast. */
    FAIL_FAST,
    /**
     * A deadline passed, or the service's answer cannot be trusted: the image has failed, and its job shall not go on.
     */
    GIVEN_UP,
    /** The build did not live to see the end of the job: the process that ran it stopped, and it cannot go on. */
    INTERRUPTED
}
