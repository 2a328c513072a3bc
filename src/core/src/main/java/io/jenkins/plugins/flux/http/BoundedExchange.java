package io.jenkins.plugins.flux.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * Sends requests so that each ends: in time, within a size, or canceled. None is repeated, except one without a body
 * whose connection was kept and has been closed by the server since the last answer. Thread-safe.
 */
public final class BoundedExchange {
    private final HttpAccess access;

    /** An exchange over the network as the host grants it. */
    public BoundedExchange(HttpAccess access) {
        this.access = access;
    }

    /**
     * A request to which headers can be added.
     *
     * @param target of any host that {@link Authority} knows
     */
    public static HttpRequest request(String method, URI target) {
        Authority authority = Authority.of(target).orElseThrow();
        URI ascii = URI.create(target.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        return new BasicHttpRequest(
                method,
                target.getScheme().toLowerCase(Locale.ROOT),
                new URIAuthority(authority.host(), authority.port()),
                path + query);
    }

    /**
     * Sends a request. Follows no redirect; every status but 407 is an answer, not a failure. Resolves the name of the
     * host or proxy, so it blocks for as long as the system's resolver does; it does not wait for the answer.
     *
     * @param request made by {@link #request}
     * @param body of the request, produced by threads that it must not block; null if there is none. A request with a
     *     body gets a new connection, which the server cannot be about to close, and on which no stray answer waits
     * @param limits time and size
     * @return the answer; fails only with {@link ExchangeException}. Canceling it, or completing it in any other way,
     *     ends the exchange and closes its connection
     */
    public CompletableFuture<Message<HttpResponse, byte[]>> send(
            HttpRequest request, AsyncEntityProducer body, ExchangeLimits limits) {
        Collected answer = new Collected();
        RunningExchange exchange = new RunningExchange(access, request, body, limits, answer);
        answer.exchange = exchange;
        exchange.begin(Optional.empty());
        return Futures.relay(exchange.done(), (head, failure) -> {
            if (failure instanceof Exception known) {
                throw known;
            }
            return new Message<>(head, answer.bytes.toByteArray());
        });
    }

    /** Where a request goes, with the port. */
    static HttpHost target(HttpRequest request) {
        boolean isHttps = "https".equals(request.getScheme());
        Authority authority = new Authority(
                request.getAuthority().getHostName(), request.getAuthority().getPort());
        return new HttpHost(request.getScheme(), authority.host(), authority.port(isHttps));
    }

    /** An answer in memory. */
    private static final class Collected implements AnswerConsumer.Body {
        private final ByteArrayBuffer bytes = new ByteArrayBuffer(1024);
        private RunningExchange exchange;

        @Override
        public void begin(HttpResponse head, long declared) throws ExchangeException {
            exchange.requireFits(declared);
        }

        @Override
        public void take(ByteBuffer some) {
            bytes.append(some);
        }

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            channel.update(Integer.MAX_VALUE);
        }

        @Override
        public void end() {
            // The exchange completes its future.
        }

        @Override
        public boolean isHoldingUp() {
            return false;
        }
    }
}
