package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.threads.WorkHangsException;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Gives calls their key. Looks it up on a thread that may block, reuses it for a short while so that a thousand polls
 * are not a thousand look-ups, and looks again when the service refuses it: it may have been rotated.
 */
final class KeyRing {

    private static final Duration REUSE = Duration.ofSeconds(60);

    private final KeySource source;
    private final WorkPool.Share threads;
    private final Executor loop;
    private CompletableFuture<ApiKey> key;
    private Instant lookedUp = Instant.MIN;

    /**
     * @param threads for looking up
     * @param loop where calls begin
     */
    KeyRing(KeySource source, WorkPool.Share threads, Executor loop) {
        this.source = source;
        this.threads = threads;
        this.loop = loop;
    }

    /**
     * Makes a call with the key, and once more if the key was refused and another one is there by now. Safe for a
     * submit too: a refused call had no effect.
     */
    <T> CompletableFuture<T> call(Function<ApiKey, CompletableFuture<T>> call) {
        return current()
                .thenComposeAsync(
                        used -> {
                            CompletableFuture<T> first = call.apply(used);
                            return first.handle((answer, failure) ->
                                            isRefusedKey(failure) ? callWithOther(used, call, first) : first)
                                    .thenCompose(Function.identity());
                        },
                        loop);
    }

    private <T> CompletableFuture<T> callWithOther(
            ApiKey refused, Function<ApiKey, CompletableFuture<T>> call, CompletableFuture<T> refusal) {
        return renewed(refused).thenComposeAsync(other -> other.isSameAs(refused) ? refusal : call.apply(other), loop);
    }

    private synchronized CompletableFuture<ApiKey> current() {
        boolean isOld = lookedUp.plus(REUSE).isBefore(Instant.now());
        // One that is under way is waited for: a second one would hang as well, on another thread.
        if (key == null || key.isCompletedExceptionally() || (key.isDone() && isOld)) {
            lookUp();
        }
        return key;
    }

    /** Another call may have found the new key already: then there is no need to look again. */
    private synchronized CompletableFuture<ApiKey> renewed(ApiKey refused) {
        if (key.isDone() && !key.isCompletedExceptionally() && key.join().isSameAs(refused)) {
            lookUp();
        }
        return key;
    }

    private void lookUp() {
        lookedUp = Instant.now();
        key = threads.submit(source::key).exceptionally(failure -> {
            // What hangs may come back: as a key that cannot be looked up just now.
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
