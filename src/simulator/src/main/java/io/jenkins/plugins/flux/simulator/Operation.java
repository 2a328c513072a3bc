package io.jenkins.plugins.flux.simulator;

import java.util.EnumSet;
import java.util.Set;

/** What a call asks for. */
public enum Operation {
    /** {@code POST …/v1/queue/{model}}: takes a job. */
    SUBMIT,
    /** {@code GET …/requests/{id}/status}. */
    STATUS,
    /** {@code GET …/requests/{id}/response}. */
    RESULT,
    /** {@code PUT …/requests/{id}/cancel}. */
    CANCEL,
    /** {@code GET …/v1/models}. */
    MODELS,
    /** {@code GET} of a rendered file at the image host. */
    IMAGE,
    /** Any other path, at either host. */
    OTHER;

    /** Every operation of the API, without the image host. */
    public static Set<Operation> api() {
        return EnumSet.of(SUBMIT, STATUS, RESULT, CANCEL, MODELS);
    }

    /** Every operation of the API and the image host, {@link #OTHER} left out. */
    public static Set<Operation> all() {
        return EnumSet.complementOf(EnumSet.of(OTHER));
    }
}
