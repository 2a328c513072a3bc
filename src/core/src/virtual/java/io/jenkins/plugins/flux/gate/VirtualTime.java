package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** The time of a test: it advances only on demand, and runs what is due in order. */
final class VirtualTime implements Timers {

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long now;
    private long actions;

    @Override
    public long nanoTime() {
        return now;
    }

    double seconds() {
        return now / 1e9;
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable action) {
        due.add(new Due(now + delay.toNanos(), actions++, action));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void execute(Runnable action) {
        schedule(Duration.ZERO, action);
    }

    /** An answer that arrives after the delay. */
    <T> CompletableFuture<T> answer(Duration delay, T value) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        schedule(delay, () -> answer.complete(value));
        return answer;
    }

    <T> CompletableFuture<T> failure(Duration delay, Throwable failure) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        schedule(delay, () -> answer.completeExceptionally(failure));
        return answer;
    }

    void runFor(Duration time) {
        long end = now + time.toNanos();
        while (!due.isEmpty() && due.peek().at() <= end) {
            Due next = due.remove();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    private record Due(long at, long order, Runnable action) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }
}
