package io.jenkins.plugins.flux.generation;

import java.io.IOException;

/** One line for a person from whatever went wrong. */
final class Failures {

    private Failures() {}

    /** The message where the type is ours or says enough by it, else type and message. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        String type = failure.getClass().getName();
        boolean speaksForItself =
                type.startsWith("io.jenkins.plugins.flux.") || failure.getClass() == IOException.class;
        return speaksForItself ? message : failure.getClass().getSimpleName() + ": " + message;
    }
}
