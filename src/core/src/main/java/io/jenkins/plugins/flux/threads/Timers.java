package io.jenkins.plugins.flux.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** A thread to run actions on, now or later, with its clock. */
public interface Timers extends Executor {

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    Future<?> schedule(Duration delay, Runnable action);
}
