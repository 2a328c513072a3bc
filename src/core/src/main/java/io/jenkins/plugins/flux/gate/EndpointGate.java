package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.http.Futures;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The way to one endpoint, shared by all batches of a generator. Limits {@linkplain ConcurrencyLimit jobs in flight},
 * makes calls as fast as the service accepts them ({@link AdaptiveRateLimiter}), and none while it requests a wait.
 * Batches take turns, so a small one does not wait for a large one. Used on the {@link EventLoop} only.
 */
public final class EndpointGate {

    /** Each call needs a connection of its own. */
    private static final int MOST_OPEN_CALLS = 64;

    private static final Set<CallUrgency> OTHERS = EnumSet.complementOf(EnumSet.of(CallUrgency.CANCEL));

    private final Timers loop;
    private final AdaptiveRateLimiter rate;
    private final ConcurrencyLimit jobs;
    private final Map<CallUrgency, FairQueue<Object, Runnable>> calls = new EnumMap<>(CallUrgency.class);
    private int openCalls;
    private boolean wasCancel;
    private boolean isWaiting;
    private long wakeAt;

    public EndpointGate(Timers loop) {
        this.loop = loop;
        this.rate = new AdaptiveRateLimiter(loop.nanoTime());
        this.jobs = new ConcurrencyLimit(loop);
        for (CallUrgency urgency : CallUrgency.values()) {
            calls.put(urgency, new FairQueue<>());
        }
    }

    public ConcurrencyLimit jobs() {
        return jobs;
    }

    /**
     * Makes a call when its turn comes.
     *
     * @param batch whose call it is
     * @return the call's own outcome, completed on the loop
     */
    public <T> CompletableFuture<T> call(Object batch, CallUrgency urgency, Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        calls.get(urgency).add(batch, () -> make(call, outcome));
        pump();
        return outcome;
    }

    private <T> void make(Supplier<CompletableFuture<T>> call, CompletableFuture<T> outcome) {
        long sent = loop.nanoTime();
        rate.sent(sent);
        openCalls++;
        begin(call)
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    openCalls--;
                    learn(sent, Futures.unwrap(failure));
                    if (failure == null) {
                        outcome.complete(answer);
                    } else {
                        outcome.completeExceptionally(failure);
                    }
                    pump();
                }));
    }

    /** A bug in a call must not occupy one of the open calls for ever. */
    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private void learn(long sent, Throwable failure) {
        if (failure instanceof QueueException refusal && refusal.kind() == QueueException.Kind.RATE_LIMITED) {
            rate.refused(sent, loop.nanoTime(), refusal.retryAfter());
        } else if (failure == null) {
            rate.answered(sent);
        }
    }

    /** Makes the calls that may be made now, and schedules itself for the next one. */
    private void pump() {
        CallUrgency next = next();
        while (next != null) {
            long wait = rate.nanosUntilNext(loop.nanoTime());
            if (wait > 0) {
                wakeIn(wait);
                return;
            }
            wasCancel = next == CallUrgency.CANCEL;
            calls.get(next).next().run();
            next = next();
        }
    }

    /** May move the wake-up to an earlier time: an answer ends the wait between two probes. */
    private void wakeIn(long nanos) {
        long at = loop.nanoTime() + nanos;
        if (!isWaiting || at - wakeAt < 0) {
            isWaiting = true;
            wakeAt = at;
            loop.schedule(Duration.ofNanos(nanos), () -> {
                isWaiting &= wakeAt != at;
                pump();
            });
        }
    }

    private CallUrgency next() {
        boolean isFull = openCalls >= MOST_OPEN_CALLS;
        boolean hasCancel = !calls.get(CallUrgency.CANCEL).isEmpty() && openCalls < 2 * MOST_OPEN_CALLS;
        if (hasCancel && (!wasCancel || isFull)) {
            return CallUrgency.CANCEL;
        } else if (isFull) {
            return null;
        }
        for (CallUrgency urgency : OTHERS) {
            if (!calls.get(urgency).isEmpty()) {
                return urgency;
            }
        }
        return hasCancel ? CallUrgency.CANCEL : null;
    }
}
