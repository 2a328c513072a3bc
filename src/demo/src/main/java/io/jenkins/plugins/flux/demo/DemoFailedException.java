package io.jenkins.plugins.flux.demo;

/** The demo did not produce the expected results. */
final class DemoFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
