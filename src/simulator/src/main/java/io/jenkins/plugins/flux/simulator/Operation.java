package io.jenkins.plugins.flux.simulator;

import java.util.EnumSet;
import java.util.Set;

/** The operations of the API and the image host. */
public enum Operation {
    /** {@code POST …/v1/queue/{model}}: submits a job. */
    SUBMIT,
    /** {@code GET …/requests/{id}/status}. */
    STATUS,
    /** {@code GET …/requests/{id}/response}. */
    RESULT,
    /** {@code PUT …/requests/{id}/cancel}. */
    CANCEL,
    /** {@code GET …/v1/models}. */
    MODELS,
    /** {@code GET} of a file at the image host. */
    IMAGE,
    /** Any other path, at either host. */
    OTHER;

    /** All operations of the API. */
    public static Set<Operation> api() {
        return EnumSet.of(SUBMIT, STATUS, RESULT, CANCEL, MODELS);
    }

    /** All operations of the API and the image host, except {@link #OTHER}. */
    public static Set<Operation> all() {
        return EnumSet.complementOf(EnumSet.of(OTHER));
    }
}
