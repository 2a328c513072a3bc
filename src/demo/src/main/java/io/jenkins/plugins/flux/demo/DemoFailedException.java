package io.jenkins.plugins.flux.demo;

/** The demo did not make what it should have made. */
final class DemoFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
