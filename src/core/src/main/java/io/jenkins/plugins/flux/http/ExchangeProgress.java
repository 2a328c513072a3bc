package io.jenkins.plugins.flux.http;

import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How far an exchange has come, and whether it takes too long. Written by the client's threads, read by any that
 * explains a failure.
 */
final class ExchangeProgress {
    private final boolean hasBody;
    private volatile boolean isConnected;
    private volatile boolean hasLeft;
    private volatile boolean isBodyTaken;
    private volatile int status;
    private final long started = System.nanoTime();
    private volatile long lastByte = started;

    ExchangeProgress(boolean hasBody) {
        this.hasBody = hasBody;
    }

    void bytesMoved() {
        lastByte = System.nanoTime();
    }

    /** The request is handed to the library, perhaps for the second time. */
    void begin() {
        hasLeft = false;
        bytesMoved();
    }

    void connected() {
        isConnected = true;
        bytesMoved();
    }

    void requestLeaves() {
        hasLeft = true;
        connected();
    }

    void bodyTaken() {
        isBodyTaken = true;
        bytesMoved();
    }

    void headArrived(int newStatus) {
        status = newStatus;
        bytesMoved();
    }

    /** The status of the answer; 0 before its head arrives. */
    int status() {
        return status;
    }

    /** Whether the first byte of the request may have been sent. */
    boolean hasLeft() {
        return hasLeft;
    }

    /** Whether the body of the request may have been sent, or a part of it. */
    boolean isBodyTaken() {
        return isBodyTaken;
    }

    /**
     * Whether it is certain that no server can have acted on the request: nothing was sent, or the body is still
     * entirely here. The library takes the body only once it is connected.
     */
    boolean isUnsent() {
        return !hasLeft || (hasBody && !isBodyTaken && status == 0);
    }

    /**
     * Ends an exchange that takes too long in total, or in which no byte moves for too long. Checks the clock now, and
     * again when the nearer of the two limits may have passed.
     *
     * @param isHeldUpHere whether received bytes wait to be read here: then the server is not stalled
     * @param executor where the exchange is ended
     */
    void watch(
            CompletableFuture<?> exchange,
            ExchangeLimits limits,
            ExchangeFailures failures,
            BooleanSupplier isHeldUpHere,
            Executor executor) {
        if (isHeldUpHere.getAsBoolean()) {
            bytesMoved();
        }
        long now = System.nanoTime();
        long totalLeft = limits.total().toNanos() - (now - started);
        long stallLeft = limits.stall().toNanos() - (now - lastByte);
        if (!isConnected && Math.min(totalLeft, stallLeft) <= 0) {
            exchange.completeExceptionally(failures.notConnected(new SocketTimeoutException()));
        } else if (totalLeft <= 0) {
            exchange.completeExceptionally(failures.totalPassed());
        } else if (stallLeft <= 0) {
            exchange.completeExceptionally(failures.stalled());
        } else {
            // The JDK's timer thread only rings; what follows runs elsewhere. Canceling removes the alarm.
            CompletableFuture<Void> alarm = new CompletableFuture<Void>()
                    .completeOnTimeout(null, Math.min(totalLeft, stallLeft), TimeUnit.NANOSECONDS);
            alarm.thenRunAsync(() -> watch(exchange, limits, failures, isHeldUpHere, executor), executor);
            exchange.whenComplete((answer, failure) -> alarm.cancel(false));
        }
    }
}
