package io.jenkins.plugins.flux.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** One thread's time: what it shall do now and later, and a clock. */
public interface Timers extends Executor {

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    Future<?> schedule(Duration delay, Runnable action);
}
