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
 * Threads for one kind of work that blocks and may hang: with an agent, a store, a console. What hangs costs its own
 * owner and nobody else:
 *
 * <ul>
 *   <li>An owner has at most its share of the threads; what it has beyond that waits, in order.
 *   <li>Another thread makes up for one that does not come back for a while, for at most {@value #MOST_HANGING} at
 *       once.
 *   <li>After its time limit, work is interrupted and given up: its future fails with {@link WorkHangsException}. As
 *       long as an owner's whole share is given up and does not come back, further work of that owner fails at once.
 * </ul>
 *
 * <p>Daemon threads, which vanish when idle. Safe for use by any thread; no method blocks.
 */
public final class WorkPool implements Executor, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(WorkPool.class.getName());

    /** Beyond so many, the pool does with fewer threads, and at last with none. */
    static final int MOST_HANGING = 32;

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String place;
    private final WorkLimits limits;
    private final DaemonThreads factory;

    // All below is guarded by this.

    /** Owners that have work here. */
    private final Map<Object, OwnedWork.Line> lines = new HashMap<>();

    /** Within its owner's share, and waits for a thread. */
    private final Queue<OwnedWork<?>> next = new ArrayDeque<>();

    private final Set<OwnedWork<?>> atWork = new LinkedHashSet<>();

    /** All threads, with those that wait for work and those that do not come back. */
    private int threads;

    private int hanging;
    private boolean isWatched;
    private boolean isClosed;

    /**
     * @param name of its threads
     * @param place who may be slow to answer: "the console"
     */
    public WorkPool(String name, String place, WorkLimits limits) {
        this.place = place;
        this.limits = limits;
        this.factory = new DaemonThreads(name);
    }

    /** One owner's way into a pool. As an executor, it logs what fails. */
    public final class Share implements Executor {

        private final Object owner;

        private Share(Object owner) {
            this.owner = owner;
        }

        /**
         * Does some work when it is its turn.
         *
         * @return what came of it; fails with {@link WorkHangsException} when it was given up. Stays open when the pool
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

    /**
     * @param owner whose share it is; owners are told apart by equals
     */
    public Share share(Object owner) {
        return new Share(owner);
    }

    /** As {@link Share#submit}, for work that is nobody's in particular: it has a share of its own. */
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        return add(new Object(), work);
    }

    @Override
    public void execute(Runnable work) {
        logged(submit(Executors.callable(work)));
    }

    /** Interrupts what is at work and forgets what waits; outcomes stay open. */
    @Override
    public synchronized void close() {
        isClosed = true;
        lines.clear();
        next.clear();
        atWork.forEach(work -> work.thread.interrupt());
        notifyAll();
    }

    /** Whether it is closed and no thread is left. */
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
        if (line.givenUp == limits.share()) {
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
        callThreads();
    }

    /** As many as there is work for. */
    private void callThreads() {
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

    /** Waits for work; null when the thread is to end. */
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
        // From here on nobody interrupts this thread, and an interrupt that has come was meant for the work.
        atWork.remove(work);
        Thread.interrupted();
        hanging -= work.hangs ? 1 : 0;
        work.line.givenUp -= work.isGivenUp ? 1 : 0;
        work.line.active--;
        admit(work.line);
    }

    private void watch() {
        if (!isWatched && !isClosed) {
            isWatched = true;
            CompletableFuture.delayedExecutor(limits.hangsAfter().toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(this::look);
        }
    }

    /** On a thread of the JDK, which must not be held up. */
    private void look() {
        List<OwnedWork<?>> given = lookForHanging();
        if (!given.isEmpty()) {
            factory.newThread(() -> given.forEach(this::giveUp)).start();
        }
    }

    private void giveUp(OwnedWork<?> work) {
        work.outcome.completeExceptionally(WorkHangsException.after(limits.limit(), place));
        synchronized (this) {
            // Not before: that it was interrupted is not what came of it.
            if (atWork.contains(work)) {
                work.thread.interrupt();
            }
        }
    }

    /** What is to be given up. */
    private synchronized List<OwnedWork<?>> lookForHanging() {
        isWatched = false;
        long now = System.nanoTime();
        List<OwnedWork<?>> given = new ArrayList<>();
        for (OwnedWork<?> work : atWork) {
            if (!work.hangs && now - work.since >= limits.hangsAfter().toNanos()) {
                work.hangs = true;
                hanging++;
            }
            if (!work.isGivenUp && now - work.since >= limits.limit().toNanos()) {
                work.isGivenUp = true;
                given.add(work);
                if (++work.line.givenUp == limits.share()) {
                    given.addAll(work.line.waiting);
                    work.line.waiting.clear();
                }
            }
        }
        for (Iterator<OwnedWork<?>> waiting = next.iterator(); waiting.hasNext(); ) {
            OwnedWork<?> work = waiting.next();
            // No thread was to be had.
            if (now - work.since >= limits.limit().toNanos()) {
                waiting.remove();
                work.line.active--;
                given.add(work);
            }
        }
        given.forEach(work -> admit(work.line));
        callThreads();
        if (!atWork.isEmpty()) {
            watch();
        }
        return given;
    }
}
