package io.jenkins.plugins.flux.generation;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** One thread's time: what it shall do now and later, and a clock. */
interface Timers extends Executor {

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    Future<?> schedule(Duration delay, Runnable action);
}
