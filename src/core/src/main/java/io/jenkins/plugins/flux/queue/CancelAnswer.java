package io.jenkins.plugins.flux.queue;

/** The answer to a cancel. */
public enum CancelAnswer {
    /** Accepted; the job will end as canceled, unless it was nearly complete. */
    REQUESTED,
    /** Too late: the job had completed, and its result may be fetched. */
    ALREADY_COMPLETED,
    /** The service does not know the job, or the key may not cancel it. */
    NOT_FOUND
}
