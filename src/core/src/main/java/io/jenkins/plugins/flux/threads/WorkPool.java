package io.jenkins.plugins.flux.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Threads for one kind of blocking work that may hang: with an agent, a store, a console. Work that hangs affects only
 * its own owner:
 *
 * <ul>
 *   <li>An owner uses at most its share of the threads; further work waits, in order.
 *   <li>A thread that does not return for a while is replaced by another; at most {@value #MOST_HANGING} at once.
 *   <li>After its time limit, work is interrupted, and its future fails with {@link WorkHangsException}. While an
 *       owner's whole share has timed out and not returned, further work of that owner fails at once.
 * </ul>
 *
 * <p>Daemon threads, which vanish when idle. Safe for use by any thread; no method blocks.
 */
public final class WorkPool implements Executor, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(WorkPool.class.getName());

    /** Beyond this, hanging threads are not replaced, until the pool has none left. */
    static final int MOST_HANGING = 32;

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String place;
    private final WorkLimits limits;
    private final DaemonThreads factory;

    // All fields below are guarded by this.

    /** Owners with work in this pool. */
    private final Map<Object, OwnedWork.Line> lines = new HashMap<>();

    /** Within its owner's share, waiting for a thread. */
    private final Queue<OwnedWork<?>> next = new ArrayDeque<>();

    private final Set<OwnedWork<?>> atWork = new LinkedHashSet<>();

    /** All threads, including those that are idle and those that hang. */
    private int threads;

    private int hanging;
    private boolean isWatched;
    private boolean isClosed;

    /**
     * @param name of its threads
     * @param place what may be slow to answer, as in "the console"
     */
    public WorkPool(String name, String place, WorkLimits limits) {
        this.place = place;
        this.limits = limits;
        this.factory = new DaemonThreads(name);
    }

    /** One owner's view of a pool. As an executor, it logs failures. */
    public final class Share implements Executor {

        private final Object owner;

        private Share(Object owner) {
            this.owner = owner;
        }

        /**
         * Runs work when its turn comes.
         *
         * @return the outcome; fails with {@link WorkHangsException} after the time limit. Never completes if the pool
         *     is closed
         */
        public <T> CompletableFuture<T> submit(Callable<T> work) {
            return add(owner, work);
        }

        @Override
        public void execute(Runnable work) {
            logged(submit(Executors.callable(work)));
        }
    }

    /** @param owner whose share it is; compared with equals */
    public Share share(Object owner) {
        return new Share(owner);
    }

    /** As {@link Share#submit}, for work without an owner, which has a share of its own. */
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        return add(new Object(), work);
    }

    @Override
    public void execute(Runnable work) {
        logged(submit(Executors.callable(work)));
    }

    /** Interrupts running work and drops waiting work; their futures never complete. */
    @Override
    public synchronized void close() {
        isClosed = true;
        lines.clear();
        next.clear();
        atWork.forEach(work -> work.thread.interrupt());
        notifyAll();
    }

    /** Whether the pool is closed and all threads have ended. */
    public synchronized boolean isTerminated() {
        return isClosed && threads == 0;
    }

    private static void logged(CompletableFuture<?> outcome) {
        outcome.whenComplete((done, failure) -> {
            if (failure != null) {
                LOGGER.log(Level.WARNING, "An action failed", failure);
            }
        });
    }

    private synchronized <T> CompletableFuture<T> add(Object owner, Callable<T> task) {
        if (isClosed) {
            return new CompletableFuture<>();
        }
        OwnedWork.Line line = lines.computeIfAbsent(owner, OwnedWork.Line::new);
        if (line.timedOut == limits.share()) {
            return CompletableFuture.failedFuture(WorkHangsException.still(place));
        }
        OwnedWork<T> work = new OwnedWork<>(line, task);
        line.waiting.add(work);
        admit(line);
        return work.outcome;
    }

    private void admit(OwnedWork.Line line) {
        while (line.active < limits.share() && !line.waiting.isEmpty()) {
            OwnedWork<?> work = line.waiting.poll();
            line.active++;
            work.since = System.nanoTime();
            next.add(work);
        }
        if (line.active == 0) {
            lines.remove(line.owner, line);
        }
        startThreads();
    }

    /** Starts as many threads as there is work for. */
    private void startThreads() {
        if (!next.isEmpty()) {
            notifyAll();
            watch();
        }
        while (next.size() > threads - atWork.size()
                && threads - hanging < limits.threads()
                && threads < limits.threads() + MOST_HANGING) {
            threads++;
            factory.newThread(this::serve).start();
        }
    }

    private void serve() {
        for (OwnedWork<?> work = take(); work != null; work = take()) {
            work.carryOut();
            done(work);
        }
    }

    /** Waits for work; null if the thread is to end. */
    private synchronized OwnedWork<?> take() {
        long end = System.nanoTime() + IDLE_NANOS;
        while (!isClosed && threads - hanging <= limits.threads()) {
            OwnedWork<?> work = next.poll();
            if (work != null) {
                work.since = System.nanoTime();
                work.thread = Thread.currentThread();
                atWork.add(work);
                return work;
            }
            if (end - System.nanoTime() <= 0) {
                break;
            }
            await(end - System.nanoTime());
        }
        threads--;
        return null;
    }

    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException unexpected) {
            // Nobody interrupts a thread that is not at work.
            LOGGER.log(Level.FINE, "interrupted while idle", unexpected);
        }
    }

    private synchronized void done(OwnedWork<?> work) {
        // From here on, nothing interrupts this thread; an earlier interrupt was meant for the work.
        atWork.remove(work);
        Thread.interrupted();
        hanging -= work.hangs ? 1 : 0;
        work.line.timedOut -= work.isTimedOut ? 1 : 0;
        work.line.active--;
        admit(work.line);
    }

    private void watch() {
        if (!isWatched && !isClosed) {
            isWatched = true;
            CompletableFuture.delayedExecutor(limits.hangsAfter().toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(this::checkForHanging);
        }
    }

    /** Runs on a thread of the JDK, which must not be held up. */
    private void checkForHanging() {
        List<OwnedWork<?>> timedOut = takeTimedOut();
        if (!timedOut.isEmpty()) {
            factory.newThread(() -> timedOut.forEach(this::timeOut)).start();
        }
    }

    private void timeOut(OwnedWork<?> work) {
        work.outcome.completeExceptionally(WorkHangsException.after(limits.limit(), place));
        synchronized (this) {
            // Only now: the interrupt must not become the outcome.
            if (atWork.contains(work)) {
                work.thread.interrupt();
            }
        }
    }

    /** Returns the work that has timed out. */
    private synchronized List<OwnedWork<?>> takeTimedOut() {
        isWatched = false;
        long now = System.nanoTime();
        List<OwnedWork<?>> timedOut = new ArrayList<>();
        for (OwnedWork<?> work : atWork) {
            if (!work.hangs && now - work.since >= limits.hangsAfter().toNanos()) {
                work.hangs = true;
                hanging++;
            }
            if (!work.isTimedOut && now - work.since >= limits.limit().toNanos()) {
                work.isTimedOut = true;
                timedOut.add(work);
                if (++work.line.timedOut == limits.share()) {
                    timedOut.addAll(work.line.waiting);
                    work.line.waiting.clear();
                }
            }
        }
        for (Iterator<OwnedWork<?>> waiting = next.iterator(); waiting.hasNext(); ) {
            OwnedWork<?> work = waiting.next();
            // No thread was available.
            if (now - work.since >= limits.limit().toNanos()) {
                waiting.remove();
                work.line.active--;
                timedOut.add(work);
            }
        }
        timedOut.forEach(work -> admit(work.line));
        startThreads();
        if (!atWork.isEmpty()) {
            watch();
        }
        return timedOut;
    }
}
