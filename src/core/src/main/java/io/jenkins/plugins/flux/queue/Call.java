package io.jenkins.plugins.flux.queue;

/** The five calls of the protocol. */
enum Call {
    SUBMIT,
    STATUS,
    RESULT,
    CANCEL,
    CHECK_KEY
}
