package io.jenkins.plugins.flux.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * One request, nearly always a GET, over a {@link Route} that was decided before, with a connection of its own. It
 * looks no name up.
 *
 * <p>The JDK's HTTP client looks the host's name up itself when it connects, and cannot be told an address and a name
 * apart. Between a check of the name and that look-up, the owner of the name may let it point elsewhere: into this
 * network. So what a server tells us to fetch is fetched here, and everything else by {@link BoundedExchange}.
 *
 * <p>{@link #send} and {@link #receive} block, on the thread of the caller; {@link #close} may be called by any thread,
 * and ends them.
 */
public final class PinnedGet implements Closeable {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final ExchangeLimits limits;
    private final ExchangeProgress progress;
    private final Outgoing request;
    private final boolean isSentInTheOpenToAProxy;
    private final ExchangeFailures failures;
    private final PinnedConnection connection;
    private final CompletableFuture<Void> alarm;
    private volatile boolean isExpired;
    private ResponseReader reader;
    private ResponseHead head;

    /**
     * Begins to measure the time.
     *
     * @param access whose TLS settings and headers for the proxy are used
     * @param limits as for {@link BoundedExchange}; the stall time holds for connecting, too
     */
    public PinnedGet(HttpAccess access, URI target, Route route, ExchangeLimits limits) {
        this(access, target, route, limits, Outgoing.IMAGE);
    }

    PinnedGet(HttpAccess access, URI target, Route route, ExchangeLimits limits, Outgoing request) {
        this.request = request;
        this.progress = new ExchangeProgress(request.body().isPresent());
        this.isSentInTheOpenToAProxy = route.isProxied() && !Route.isHttps(target);
        this.limits = limits;
        this.failures = new ExchangeFailures(target, limits, progress);
        this.connection = new PinnedConnection(access, target, route, limits);
        // On the JDK's own timer thread, which only rings; closing happens elsewhere.
        this.alarm = new CompletableFuture<Void>()
                .completeOnTimeout(null, limits.total().toNanos(), TimeUnit.NANOSECONDS);
        Executor executor = access.client().executor().orElseGet(ForkJoinPool::commonPool);
        alarm.thenRunAsync(this::expire, executor);
    }

    /**
     * Sends the request, and waits for the head of the answer.
     *
     * @return every status but 407
     * @throws ExchangeException whatever goes wrong
     */
    public ResponseHead send() throws ExchangeException {
        try {
            Socket socket = connection.open();
            progress.bodyTaken();
            socket.getOutputStream().write(connection.request(request));
            reader = new ResponseReader(new BufferedInputStream(socket.getInputStream()));
            head = reader.head();
        } catch (PinnedConnection.TunnelRefusedException refused) {
            throw refused.status() == PROXY_AUTHENTICATION_REQUIRED
                    ? failures.proxyAuthentication(false, false)
                    : failures.notConnected(refused);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
        progress.headArrived(head.status());
        if (head.status() == PROXY_AUTHENTICATION_REQUIRED) {
            throw failures.proxyAuthentication(false, !isSentInTheOpenToAProxy);
        }
        return head;
    }

    /**
     * Receives the body.
     *
     * @param sink takes the bytes as they come
     * @throws ExchangeException whatever goes wrong with the exchange
     * @throws IOException of the sink, as it is
     */
    public void receive(Sink sink) throws IOException {
        long[] received = {0};
        IOException[] ofSink = {null};
        try {
            requireFits(declared());
            reader.body(head, (bytes, length) -> {
                received[0] += length;
                requireFits(received[0]);
                try {
                    sink.write(ByteBuffer.wrap(bytes, 0, length));
                } catch (IOException e) {
                    ofSink[0] = e;
                    throw e;
                }
            });
        } catch (ExchangeException e) {
            throw e;
        } catch (IOException e) {
            throw ofSink[0] == null ? failure(e) : ofSink[0];
        }
    }

    /** Ends the exchange, wherever it stands. */
    @Override
    public void close() {
        alarm.cancel(false);
        connection.close();
    }

    ExchangeProgress progress() {
        return progress;
    }

    private long declared() throws IOException {
        long length = ResponseReader.declaredLength(head);
        return length == Long.MAX_VALUE ? 0 : length;
    }

    private void requireFits(long bytes) throws ExchangeException {
        if (bytes > limits.maxBytes()) {
            throw failures.tooLarge();
        }
    }

    private void expire() {
        isExpired = true;
        connection.close();
    }

    private ExchangeException failure(Exception e) {
        if (isExpired) {
            return failures.totalPassed();
        }
        if (!connection.isReady()) {
            return failures.notConnected(e);
        }
        return e instanceof SocketTimeoutException ? failures.stalled() : failures.from(e);
    }

    /** Where a body goes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes all bytes of the buffer, which is used again afterwards. */
        void write(ByteBuffer bytes) throws IOException;
    }
}
