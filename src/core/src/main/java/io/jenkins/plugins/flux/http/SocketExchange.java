package io.jenkins.plugins.flux.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;

/**
 * One exchange with a host that the JDK's client takes no request for: its name has an underscore. It blocks threads of
 * its own, so that such an endpoint holds up no other.
 */
final class SocketExchange {
    private static final int MAX_THREADS = 8;
    private static final ExecutorService THREADS = daemonPool();

    private final HttpAccess access;
    private final BoundedExchange.Resolver resolver;
    private final URI target;
    private final ExchangeLimits limits;
    private final long started = System.nanoTime();
    private final CompletableFuture<HttpResponse<byte[]>> result = new CompletableFuture<>();
    private volatile PinnedGet running;

    SocketExchange(HttpAccess access, BoundedExchange.Resolver resolver, URI target, ExchangeLimits limits) {
        this.access = access;
        this.resolver = resolver;
        this.target = target;
        this.limits = limits;
    }

    CompletableFuture<HttpResponse<byte[]>> send(Outgoing request) {
        CompletableFuture<Void> alarm = new CompletableFuture<Void>()
                .completeOnTimeout(null, limits.total().toNanos(), TimeUnit.NANOSECONDS);
        alarm.thenRunAsync(() -> result.completeExceptionally(failures().totalPassed()), THREADS);
        result.whenComplete((answer, failure) -> {
            alarm.cancel(false);
            close();
        });
        THREADS.execute(() -> run(request));
        return result;
    }

    private void run(Outgoing request) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(exchange(request));
        } catch (ExchangeException e) {
            result.completeExceptionally(e);
        } catch (IOException e) {
            result.completeExceptionally(failures().notConnected(e));
        } catch (RuntimeException e) {
            // No cause and no detail: a header that cannot be sent may be the proxy's password.
            result.completeExceptionally(
                    ExchangeFailures.notPrepared(target, e.getClass().getSimpleName()));
        }
    }

    private HttpResponse<byte[]> exchange(Outgoing request) throws IOException {
        Optional<InetSocketAddress> proxy = Route.proxy(access, target);
        Route route = proxy.isPresent()
                ? Route.through(proxy.get())
                : Route.to(
                        target,
                        resolver.resolve(Authority.of(target).orElseThrow().host()));
        Duration left = limits.total().minusNanos(System.nanoTime() - started);
        if (left.isNegative() || left.isZero()) {
            throw failures().totalPassed();
        }
        try (PinnedGet call = new PinnedGet(access, target, route, limits.withTotal(left), request)) {
            running = call;
            if (result.isDone()) {
                close(); // whoever ended it may not have seen what to close
            }
            ResponseHead head = call.send();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            call.receive(bytes -> body.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
            return new Answer(target, head, body.toByteArray());
        }
    }

    /** Knows whether anything was sent. */
    private ExchangeFailures failures() {
        PinnedGet call = running;
        return call == null
                ? new ExchangeFailures(target, limits, new ExchangeProgress(true))
                : new ExchangeFailures(target, limits, call.progress());
    }

    private void close() {
        PinnedGet call = running;
        if (call != null) {
            call.close();
        }
    }

    private static ExecutorService daemonPool() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "flux-socket-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private record Answer(URI uri, ResponseHead head, byte[] body) implements HttpResponse<byte[]> {
        @Override
        public int statusCode() {
            return head.status();
        }

        @Override
        public HttpHeaders headers() {
            return head.headers();
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
