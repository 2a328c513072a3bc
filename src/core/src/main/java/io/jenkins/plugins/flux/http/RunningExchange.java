package io.jenkins.plugins.flux.http;

import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** One exchange on its way, with its watch. Whatever ends it first decides the result. */
final class RunningExchange<T> {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HttpClient client;
    private final URI target;
    private final ExchangeLimits limits;
    private final ExchangeProgress progress;
    private final ExchangeFailures failures;
    private final long started = System.nanoTime();
    private final CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();

    RunningExchange(HttpClient client, URI target, ExchangeLimits limits, ExchangeProgress progress) {
        this.client = client;
        this.target = target;
        this.limits = limits;
        this.progress = progress;
        this.failures = new ExchangeFailures(target, limits, progress);
    }

    CompletableFuture<HttpResponse<T>> start(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        // Only the future that the client itself returns can be canceled for good; what is derived from it cannot.
        CompletableFuture<HttpResponse<T>> sending = client.sendAsync(request, head -> {
            progress.headArrived(head.statusCode());
            long declared = head.headers().firstValueAsLong("Content-Length").orElse(0);
            return new LimitedSubscriber<>(handler.apply(head), this, declared, limits.maxBytes());
        });
        sending.whenComplete(this::end);
        result.whenComplete((answer, failure) -> sending.cancel(true));
        watch();
        return result;
    }

    ExchangeProgress progress() {
        return progress;
    }

    /** Ends the exchange because of the size of its answer. */
    ExchangeException failTooLarge() {
        ExchangeException failure = failures.tooLarge();
        result.completeExceptionally(failure);
        return failure;
    }

    private void end(HttpResponse<T> answer, Throwable failure) {
        // The head says it all: some proxies close the connection on a request whose body is still on its way.
        if (progress.status() == PROXY_AUTHENTICATION_REQUIRED
                || (answer != null && answer.statusCode() == PROXY_AUTHENTICATION_REQUIRED)) {
            result.completeExceptionally(failures.proxyAuthentication(true, hasPassedTheProxy()));
        } else if (failure != null) {
            result.completeExceptionally(failures.from(Futures.unwrap(failure)));
        } else {
            result.complete(answer);
        }
    }

    /**
     * Whether it may be something behind the proxy that asks for credentials. The first proxy asks before it sends on what it
     * was sent, be it a request or the wish for a tunnel.
     */
    private boolean hasPassedTheProxy() {
        return progress.isBodyTaken() && !(isProxied() && "http".equalsIgnoreCase(target.getScheme()));
    }

    private boolean isProxied() {
        return client.proxy().stream()
                .flatMap(selector -> selector.select(target).stream())
                .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    /** Looks at the clock now and again when the nearer of the two limits may have passed. */
    private void watch() {
        long now = System.nanoTime();
        long totalLeft = limits.total().toNanos() - (now - started);
        long stallLeft = limits.stall().toNanos() - (now - progress.lastByte());
        if (totalLeft <= 0) {
            result.completeExceptionally(failures.totalPassed());
        } else if (stallLeft <= 0) {
            result.completeExceptionally(failures.stalled());
        } else {
            wakeIn(Math.min(totalLeft, stallLeft));
        }
    }

    private void wakeIn(long nanos) {
        // On the JDK's own timer thread, which only rings; what follows runs elsewhere. Canceling removes the alarm.
        CompletableFuture<Void> alarm =
                new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        Executor executor = client.executor().orElseGet(ForkJoinPool::commonPool);
        alarm.thenRunAsync(this::watch, executor);
        result.whenComplete((answer, failure) -> alarm.cancel(false));
    }
}
