package io.jenkins.plugins.flux.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Chains of futures in which canceling travels upstream and failures stay what they are. */
public final class Futures {
    private Futures() {}

    /**
     * What follows from the end of a future.
     *
     * @param <A> what came
     * @param <B> what is made of it
     */
    @FunctionalInterface
    public interface Outcome<A, B> {
        /**
         * Makes the result, or throws what the next future shall fail with.
         *
         * @param value what came, null if it failed
         * @param failure why it failed, never wrapped in a {@link CompletionException}; null if it did not
         */
        B of(A value, Throwable failure) throws Exception;
    }

    /**
     * A future that completes with the outcome of another.
     *
     * <p>Two differences to {@link CompletableFuture#handle}: once the new future is complete in any way, by canceling
     * or by a timeout too, the source is canceled; and what the outcome throws reaches a handler attached to the new
     * future unwrapped. The outcome runs on the thread that completes the source.
     */
    public static <A, B> CompletableFuture<B> relay(
            CompletableFuture<A> source, Outcome<? super A, ? extends B> outcome) {
        CompletableFuture<B> relayed = new CompletableFuture<>();
        source.whenComplete((value, failure) -> {
            if (relayed.isDone()) {
                return;
            }
            try {
                relayed.complete(outcome.of(value, unwrap(failure)));
            } catch (Throwable e) { // errors too: a future that never completes hides them for ever
                relayed.completeExceptionally(e);
            }
        });
        relayed.whenComplete((value, failure) -> source.cancel(true));
        return relayed;
    }

    /** The failure itself, without the wrappers that futures put around it. */
    public static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
