package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.gate.ConcurrencyLimit;
import io.jenkins.plugins.flux.gate.EndpointGate;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.WorkHangsException;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes the calls of one batch to its endpoint: each when its key is available and it is its turn at the {@link
 * EndpointGate}. A key lookup that hangs holds no place there.
 *
 * <p>The key is looked up on a thread that may block, reused for a short while, so that a thousand polls are not a
 * thousand lookups, and looked up again when the service refuses it: it may have been rotated. Used on the {@link
 * EventLoop} only.
 */
final class Calls {

    private static final Duration REUSE = Duration.ofSeconds(60);

    private final QueueClient client;
    private final EndpointGate gate;
    private final KeySource source;
    private final WorkPool.Share lookups;
    private final EventLoop loop;
    private final Executor callers;
    private CompletableFuture<ApiKey> key;
    private Instant lookedUp = Instant.MIN;

    /** What a call does before it is made, on the event loop. */
    @FunctionalInterface
    interface Turn {

        /** It has its key and waits for its turn. */
        default void waits() {}

        /** It is its turn; it is made when this is completed. */
        CompletableFuture<Void> comes();
    }

    /**
     * @param lookups threads on which a key may be looked up
     * @param callers where calls are made: they may resolve a name, which must not hold up the event loop
     */
    Calls(
            QueueClient client,
            EndpointGate gate,
            KeySource source,
            WorkPool.Share lookups,
            EventLoop loop,
            Executor callers) {
        this.client = client;
        this.gate = gate;
        this.source = source;
        this.lookups = lookups;
        this.loop = loop;
        this.callers = callers;
    }

    /** How many jobs all batches together may have at the endpoint. */
    void limitJobs(int maxConcurrent) {
        gate.jobs().limit(maxConcurrent);
    }

    /** A place among the jobs at the endpoint; batches take turns. */
    ConcurrencyLimit.Place place(Runnable turn) {
        return gate.jobs().place(this, turn);
    }

    <T> CompletableFuture<T> call(CallUrgency urgency, BiFunction<QueueClient, ApiKey, CompletableFuture<T>> exchange) {
        return call(urgency, () -> CompletableFuture.completedFuture(null), exchange);
    }

    /**
     * Makes a call, and repeats it once if its key was refused and there is another one by now. Safe for a submit too:
     * a refused call had no effect.
     */
    <T> CompletableFuture<T> call(
            CallUrgency urgency, Turn turn, BiFunction<QueueClient, ApiKey, CompletableFuture<T>> exchange) {
        Function<ApiKey, CompletableFuture<T>> inTurn = with -> {
            turn.waits();
            return gate.call(
                    this, urgency, () -> turn.comes().thenComposeAsync(ready -> exchange.apply(client, with), callers));
        };
        Function<ApiKey, CompletableFuture<T>> made = used -> call(used, inTurn);
        CompletableFuture<ApiKey> current = key();
        return current.isDone() ? current.thenCompose(made) : current.thenComposeAsync(made, loop);
    }

    private <T> CompletableFuture<T> call(ApiKey used, Function<ApiKey, CompletableFuture<T>> inTurn) {
        CompletableFuture<T> first = inTurn.apply(used);
        Function<ApiKey, CompletableFuture<T>> again = other -> other.isSameAs(used) ? first : inTurn.apply(other);
        return first.handle((answer, failure) ->
                        isRefusedKey(failure) ? renewed(used).thenComposeAsync(again, loop) : first)
                .thenCompose(Function.identity());
    }

    private CompletableFuture<ApiKey> key() {
        boolean isOld = lookedUp.plus(REUSE).isBefore(Instant.now());
        // Waits for a lookup that is in progress: a second one would hang as well, on another thread.
        if (key == null || key.isCompletedExceptionally() || (key.isDone() && isOld)) {
            lookUp();
        }
        return key;
    }

    /** Another call may have found the new key already: then no lookup is needed. */
    private CompletableFuture<ApiKey> renewed(ApiKey refused) {
        if (key.isDone() && !key.isCompletedExceptionally() && key.join().isSameAs(refused)) {
            lookUp();
        }
        return key;
    }

    private void lookUp() {
        lookedUp = Instant.now();
        key = lookups.submit(source::key).exceptionally(failure -> {
            // A lookup that hangs may recover, so this counts as a key that is temporarily unavailable.
            throw new CompletionException(
                    failure instanceof WorkHangsException hangs
                            ? new KeyUnavailableException(hangs.getMessage())
                            : failure);
        });
    }

    private static boolean isRefusedKey(Throwable failure) {
        return failure != null && QueueException.of(failure).kind() == QueueException.Kind.UNAUTHORIZED;
    }
}
