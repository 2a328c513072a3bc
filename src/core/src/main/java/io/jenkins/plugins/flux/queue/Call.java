package io.jenkins.plugins.flux.queue;

/** The five calls of the protocol. */
enum Call {
    SUBMIT("POST"),
    STATUS("GET"),
    RESULT("GET"),
    CANCEL("PUT"),
    CHECK_KEY("GET");

    /** The HTTP method. */
    final String method;

    Call(String method) {
        this.method = method;
    }
}
