package io.jenkins.plugins.flux.simulator.server;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All threads of a simulator except those of the listeners: one for timers, and some that answer calls. They are
 * daemons, so a forgotten simulator does not keep a process alive.
 */
final class Engine implements AutoCloseable {
    /** More than processors, because a worker may wait for a caller that reads slowly. */
    private static final int WORKERS = 32;

    private static final long IDLE_SECONDS = 10;
    private static final long LONGEST_END_SECONDS = 10;

    private final ScheduledThreadPoolExecutor scheduler;
    private final ThreadPoolExecutor workers;

    Engine() {
        scheduler = new ScheduledThreadPoolExecutor(1, threads("flux-simulator-clock"));
        scheduler.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads("flux-simulator-worker"));
        workers.allowCoreThreadTimeOut(true);
    }

    /** For tasks that take almost no time. */
    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /** Runs a task on a worker, unless the simulator ends first. */
    void soon(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // The simulator is ending, and its connections are already closed.
        }
    }

    /** Runs a task on a worker after a delay, unless the simulator ends first. */
    void later(Duration delay, Runnable task) {
        try {
            scheduler.schedule(() -> soon(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // As above.
        }
    }

    /** Ends all threads and waits for them; an interrupt ends the wait, and the flag stays set. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        workers.shutdownNow();
        try {
            scheduler.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            workers.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
