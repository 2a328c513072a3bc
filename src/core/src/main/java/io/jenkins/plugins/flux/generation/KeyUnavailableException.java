package io.jenkins.plugins.flux.generation;

/** There is no key to call the service with. The message is for the person who runs the build. */
public final class KeyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message) {
        super(message);
    }
}
