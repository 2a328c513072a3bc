package io.jenkins.plugins.flux.threads;

import io.jenkins.plugins.flux.http.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The single thread on which the states of all images change, and the scheduler for all due times. Nothing that runs
 * here may block.
 */
public final class EventLoop implements Timers, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(EventLoop.class.getName());

    private final ScheduledThreadPoolExecutor thread;

    public EventLoop() {
        thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("flux-generator"));
        thread.setRemoveOnCancelPolicy(true);
        // It refuses only when closed, and then nobody is left to be told.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable action) {
        thread.execute(() -> guarded(action));
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ScheduledFuture<?> schedule(Duration delay, Runnable action) {
        return thread.schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the action on this loop with the result, or with the failure without what futures put around it. */
    public <T> void whenDone(CompletableFuture<T> future, BiConsumer<T, Throwable> action) {
        future.whenComplete((value, failure) -> execute(() -> action.accept(value, Futures.unwrap(failure))));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "An image job could not continue", bug);
            throw bug;
        }
    }
}
