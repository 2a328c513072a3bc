package io.jenkins.plugins.flux.queue;

/** What the service says to a cancel. */
public enum CancelAnswer {
    /** It is taken; the request will end as canceled, unless its result was nearly there. */
    REQUESTED,
    /** Too late: the request had ended, and its result may be fetched. */
    ALREADY_COMPLETED,
    /** The service does not know the request, or the key may not cancel it. */
    NOT_FOUND
}
