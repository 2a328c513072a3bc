package io.jenkins.plugins.flux.threads;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work in a {@link WorkPool}, whose lock guards all mutable fields. */
final class OwnedWork<T> {

    final Line line;
    final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Callable<T> task;

    /** When it was queued for a thread, later when it got one; {@link System#nanoTime()}. */
    long since;

    Thread thread;
    boolean hangs;
    boolean isTimedOut;

    OwnedWork(Line line, Callable<T> task) {
        this.line = line;
        this.task = task;
    }

    /** Runs on its thread, without the lock. */
    void carryOut() {
        try {
            outcome.complete(task.call());
        } catch (Throwable failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /** The work of one owner in a pool. */
    static final class Line {

        final Object owner;

        /** Work beyond the owner's share. */
        final Queue<OwnedWork<?>> waiting = new ArrayDeque<>();

        /** How much work waits for a thread or has one, timed out or not. */
        int active;

        /** How much work has a thread and timed out. */
        int timedOut;

        Line(Object owner) {
            this.owner = owner;
        }
    }
}
