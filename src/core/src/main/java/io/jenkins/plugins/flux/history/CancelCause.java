package io.jenkins.plugins.flux.history;

/** Why an image is canceled. */
public enum CancelCause {
    /** The build was aborted. */
    ABORT,
    /** Another image of the same plan failed, and the plan fails fast. */
    FAIL_FAST,
    /**
     * A deadline passed, or the service's answer cannot be trusted: the image has failed, and its job must not
     * continue.
     */
    GIVEN_UP,
    /** The build ended before the job: its process stopped, and it cannot resume. */
    INTERRUPTED
}
