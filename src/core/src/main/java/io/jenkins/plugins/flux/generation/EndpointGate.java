package io.jenkins.plugins.flux.generation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The way to one endpoint, shared by all runs of a generator: lets so many jobs through at once, in the order they came,
 * and nobody while the service has asked to wait. Used on the {@link EventLoop} only.
 */
final class EndpointGate {

    private final EventLoop loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int limit;
    private int inside;
    private long closedUntil = System.nanoTime();

    EndpointGate(EventLoop loop) {
        this.loop = loop;
    }

    /** The newest plan's limit counts: it carries what the administrator has set last. */
    void limit(int maxConcurrent) {
        limit = maxConcurrent;
        admit();
    }

    /** Runs the action when it is its turn; it counts as inside until {@link #leave()}. */
    void enter(Runnable turn) {
        waiting.add(turn);
        admit();
    }

    /** Counts as inside at once, limit or not: the job is at the service already. */
    void join() {
        inside++;
    }

    /** Takes back an {@link #enter} whose turn has not come. */
    boolean withdraw(Runnable turn) {
        return waiting.remove(turn);
    }

    void leave() {
        inside--;
        admit();
    }

    /** Lets nobody in for that long, as the service asked for. */
    void close(Duration pause) {
        if (pause.compareTo(closedFor()) > 0) {
            closedUntil = System.nanoTime() + pause.toNanos();
        }
        admit();
    }

    /** How long nobody may ask yet, those inside included; zero when it is open. */
    Duration closedFor() {
        return Duration.ofNanos(Math.max(0, closedUntil - System.nanoTime()));
    }

    private void admit() {
        Duration closed = closedFor();
        if (!closed.isZero()) {
            if (!waiting.isEmpty()) {
                loop.schedule(closed, this::admit);
            }
            return;
        }
        while (inside < limit && !waiting.isEmpty()) {
            inside++;
            // Not run in place: a turn may leave at once, and the queue is being walked.
            loop.execute(waiting.remove());
        }
    }
}
