package io.jenkins.plugins.flux.demo;

/**
 * Stops something if the JVM ends before it was closed, for example after Ctrl+C: the build is aborted, which cancels
 * its jobs.
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
            // The hook is already running.
        }
    }
}
