package io.jenkins.plugins.flux.threads;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A piece of work in a {@link WorkPool}, whose lock guards all that changes here. */
final class OwnedWork<T> {

    final Line line;
    final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Callable<T> task;

    /** When it was to get a thread, then when it got one; {@link System#nanoTime()}. */
    long since;

    Thread thread;
    boolean hangs;
    boolean isGivenUp;

    OwnedWork(Line line, Callable<T> task) {
        this.line = line;
        this.task = task;
    }

    /** On its thread, without the lock. */
    void carryOut() {
        try {
            outcome.complete(task.call());
        } catch (Throwable failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /** What one owner has in a pool. */
    static final class Line {

        final Object owner;

        /** What is beyond the owner's share. */
        final Queue<OwnedWork<?>> waiting = new ArrayDeque<>();

        /** How much waits for a thread or has one, given up or not. */
        int active;

        /** How much has a thread and was given up. */
        int givenUp;

        Line(Object owner) {
            this.owner = owner;
        }
    }
}
