package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.threads.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one image has under way: calls whose answers come back on the {@link EventLoop}, and timers, at most one of each
 * kind. A timer does nothing once its image is over.
 */
final class Activity {

    private final BatchServices services;
    private final Object run;
    private final BooleanSupplier over;
    private final Consumer<Throwable> broken;
    private ScheduledFuture<?> next;
    private ScheduledFuture<?> deadline;
    private ScheduledFuture<?> cancelDeadline;

    /**
     * @param run the batch whose calls these are: batches take turns
     * @param over whether the image is over
     * @param broken told of a mistake of ours, which must not leave a build waiting for ever
     */
    Activity(BatchServices services, Object run, BooleanSupplier over, Consumer<Throwable> broken) {
        this.services = services;
        this.run = run;
        this.over = over;
        this.broken = broken;
    }

    /**
     * Makes a call when its key is there and it is its turn at the endpoint's gate, where a key that hangs holds no
     * place.
     */
    <T> void call(
            CallUrgency urgency,
            Function<ApiKey, CompletableFuture<T>> exchange,
            Consumer<T> answered,
            Consumer<Throwable> failed) {
        await(services.keys().call(key -> inTurn(urgency, () -> exchange.apply(key))), answered, failed);
    }

    private <T> CompletableFuture<T> inTurn(CallUrgency urgency, Supplier<CompletableFuture<T>> exchange) {
        return services.gate()
                .call(
                        run,
                        urgency,
                        () -> CompletableFuture.supplyAsync(exchange, services.callers())
                                .thenCompose(Function.identity()));
    }

    <T> void await(CompletableFuture<T> future, Consumer<T> answered, Consumer<Throwable> failed) {
        services.loop()
                .whenDone(
                        future,
                        (value, failure) -> guarded(() -> {
                            if (failure == null) {
                                answered.accept(value);
                            } else {
                                failed.accept(failure);
                            }
                        }));
    }

    /** The next thing to do in the present phase. */
    void next(Duration delay, Runnable action) {
        stop(next);
        next = later(delay, action);
    }

    /** The end of the present phase. */
    void deadline(Duration limit, Runnable action) {
        stop(deadline);
        deadline = later(limit, action);
    }

    /** The end of waiting for a cancel. */
    void cancelDeadline(Duration limit, Runnable action) {
        stop(cancelDeadline);
        cancelDeadline = later(limit, action);
    }

    void stopPhase() {
        stop(next);
        stop(deadline);
    }

    void stopCancelDeadline() {
        stop(cancelDeadline);
    }

    void stopAll() {
        stopPhase();
        stopCancelDeadline();
    }

    void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error bug) {
            broken.accept(bug);
        }
    }

    private ScheduledFuture<?> later(Duration delay, Runnable action) {
        return services.loop()
                .schedule(
                        delay,
                        () -> guarded(() -> {
                            if (!over.getAsBoolean()) {
                                action.run();
                            }
                        }));
    }

    private static void stop(ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
