package io.jenkins.plugins.flux;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Samples the threads that run Pipelines, every few milliseconds, to find code of this plugin that waits for anything.
 */
final class CpsThreadWatch implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 5;

    private final Thread watcher = new Thread(this::watch, "cps-thread-watch");
    private volatile boolean isOver;
    private volatile long samples;
    private volatile long seenRunning;
    private volatile long seenBlocked;

    CpsThreadWatch() {
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!isOver) {
            samples++;
            for (Map.Entry<Thread, StackTraceElement[]> each :
                    Thread.getAllStackTraces().entrySet()) {
                if (each.getKey().getName().startsWith("Running CpsFlowExecution") && isOurs(each.getValue())) {
                    if (isWaiting(each.getValue()[0])) {
                        seenBlocked++;
                    } else {
                        seenRunning++;
                    }
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException closing) {
                return;
            }
        }
    }

    private static boolean isOurs(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("io.jenkins.plugins.flux."));
    }

    /** The state of the thread may have changed since its stack was taken, but not the innermost method. */
    private static boolean isWaiting(StackTraceElement innermost) {
        return innermost.getClassName().equals("jdk.internal.misc.Unsafe")
                        && innermost.getMethodName().equals("park")
                || innermost.getClassName().equals("java.lang.Object")
                        && innermost.getMethodName().startsWith("wait")
                || innermost.getClassName().equals("java.lang.Thread")
                        && innermost.getMethodName().startsWith("sleep")
                || innermost.isNativeMethod() && innermost.getClassName().startsWith("sun.nio.ch.");
    }

    long samples() {
        return samples;
    }

    /** How often such a thread was running our code. */
    long seenRunning() {
        return seenRunning;
    }

    /** How often such a thread was waiting in our code. */
    long seenBlocked() {
        return seenBlocked;
    }

    @Override
    public void close() {
        isOver = true;
        watcher.interrupt();
    }
}
