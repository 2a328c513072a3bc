package io.jenkins.plugins.flux.simulator;

/** Checks arguments of public values. */
final class Check {
    private Check() {}

    static void that(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static int errorStatus(int code) {
        that(code >= 400 && code <= 599, "an error status is 400 to 599, not " + code);
        return code;
    }
}
