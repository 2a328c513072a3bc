package io.jenkins.plugins.flux.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;

/**
 * One GET whose answer is received piece by piece, over a {@link Route} that was checked before. The target's name is
 * not resolved again: between the check and a second lookup, its owner could make it point into this network.
 *
 * <p>{@link #send} and {@link #receive} block the thread of the caller, which may take its time to write to a disk. Any
 * thread may call {@link #close}, which ends them.
 */
public final class HttpDownload implements Closeable {
    private static final int CHUNK = 64 * 1024;

    private final Streamed bytes = new Streamed();
    private final RunningExchange exchange;
    private final Route route;

    /**
     * Begins to measure the time.
     *
     * @param limits as for {@link BoundedExchange}
     */
    public HttpDownload(HttpAccess access, URI address, Route route, ExchangeLimits limits) {
        HttpRequest request = BoundedExchange.request("GET", address);
        request.setHeader("Accept", "image/*");
        request.setHeader("Accept-Encoding", "identity");
        this.route = route;
        this.exchange = new RunningExchange(access, request, null, limits, bytes);
        exchange.done().whenComplete((head, failure) -> {
            if (failure != null) {
                bytes.head.completeExceptionally(failure);
                bytes.buffer.abort();
            }
        });
    }

    /**
     * Sends the request, and waits for the head of the answer.
     *
     * @return every status but 407
     * @throws ExchangeException whatever goes wrong
     */
    public HttpResponse send() throws ExchangeException {
        if (!exchange.done().isDone()) {
            exchange.begin(Optional.of(route));
        }
        try {
            return bytes.head.get();
        } catch (ExecutionException | CancellationException e) {
            throw known(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw exchange.end(exchange.failures().from(e));
        }
    }

    /**
     * Receives the body.
     *
     * @param sink takes the bytes as they come
     * @throws ExchangeException whatever goes wrong with the exchange
     * @throws IOException of the sink, as it is
     */
    public void receive(Sink sink) throws IOException {
        exchange.requireFits(AnswerConsumer.declared(bytes.head.join()));
        byte[] chunk = new byte[CHUNK];
        for (int length = read(chunk); length >= 0; length = read(chunk)) {
            sink.write(ByteBuffer.wrap(chunk, 0, length));
        }
    }

    /** Ends the exchange, wherever it stands. */
    @Override
    public void close() {
        exchange.done().cancel(true);
    }

    private int read(byte[] chunk) throws ExchangeException {
        try {
            return bytes.read(chunk);
        } catch (IOException aborted) {
            exchange.end(exchange.failures().from(aborted)); // unless it has ended, and that is why
            throw known(exchange.done().handle((head, failure) -> failure).join());
        }
    }

    private ExchangeException known(Throwable failure) {
        Throwable cause = Futures.unwrap(failure);
        return cause instanceof ExchangeException known
                ? known
                : exchange.failures().from(cause);
    }

    /** Where a body goes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes all bytes of the buffer, which is used again afterwards. */
        void write(ByteBuffer bytes) throws IOException;
    }

    /** Carries an answer from the I/O thread to the receiving one; while the buffer is full, the server has to wait. */
    private static final class Streamed implements AnswerConsumer.Body {
        private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
        private final SharedInputBuffer buffer = new SharedInputBuffer(CHUNK);
        /** Written by the I/O thread only. */
        private volatile long received;
        /** Written by the receiving thread only. */
        private volatile long read;

        @Override
        public void begin(HttpResponse arrived, long declared) {
            head.complete(arrived);
        }

        @Override
        public void take(ByteBuffer some) {
            received += some.remaining();
            buffer.fill(some);
        }

        int read(byte[] chunk) throws IOException {
            int length = buffer.read(chunk, 0, chunk.length);
            read += Math.max(0, length);
            return length;
        }

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            buffer.updateCapacity(channel);
        }

        @Override
        public void end() {
            buffer.markEndStream();
        }

        @Override
        public boolean isHoldingUp() {
            return received > read; // not buffer.hasData(): a thread that waits for bytes would miss them
        }
    }
}
