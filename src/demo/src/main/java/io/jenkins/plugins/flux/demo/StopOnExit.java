package io.jenkins.plugins.flux.demo;

/**
 * Stops something when the JVM ends before it was closed, as after Ctrl-C: an aborted build cancels what the service still
 * works on.
 */
final class StopOnExit implements AutoCloseable {
    private final Thread hook;

    StopOnExit(Runnable stop) {
        hook = new Thread(stop, "stop the demo");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is at work already.
        }
    }
}
