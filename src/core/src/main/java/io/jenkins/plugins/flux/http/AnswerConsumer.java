package io.jenkins.plugins.flux.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes an answer from the library, on an I/O thread, and refuses one that is ambiguous, incomplete or too large. */
final class AnswerConsumer implements AsyncResponseConsumer<Void> {
    /** Where the body of an answer goes; must not block. */
    interface Body {
        /** @param declared the length that the head gives, or -1 */
        void begin(HttpResponse head, long declared) throws IOException;

        /** Takes all bytes of the buffer, which is used again afterwards. */
        void take(ByteBuffer bytes) throws IOException;

        /** Announces how many more bytes may come. */
        void updateCapacity(CapacityChannel channel) throws IOException;

        void end();

        /** Whether received bytes wait here to be read. */
        boolean isHoldingUp();
    }

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final RunningExchange exchange;
    private final Body body;
    private HttpResponse head;
    private FutureCallback<Void> whole;
    private boolean isComplete;
    private long received;

    AnswerConsumer(RunningExchange exchange, Body body) {
        this.exchange = exchange;
        this.body = body;
    }

    /** The length that a head gives, or -1. */
    static long declared(HttpResponse head) {
        Header length = head.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.getValue());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // Not counted as progress: a server that sends nothing else is stalled.
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> callback)
            throws IOException {
        ExchangeProgress progress = exchange.progress();
        if (!progress.hasLeft()) {
            // The library mistakes a proxy's answer to CONNECT for the server's.
            throw exchange.end(exchange.failures().tunnelRefused(response.getCode()));
        }
        progress.headArrived(response.getCode());
        if (response.getCode() == PROXY_AUTHENTICATION_REQUIRED) {
            HttpRoute route = exchange.route();
            boolean isOurProxys = route.getProxyHost() != null && !route.isTunnelled();
            throw exchange.end(exchange.failures().proxyAuthentication(progress.isBodyTaken() && !isOurProxys));
        }
        if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            throw lost("the answer has both a length and a transfer coding");
        }
        head = response;
        whole = callback;
        exchange.share();
        body.begin(response, declared(response));
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        body.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        exchange.progress().bytesMoved();
        received += bytes.remaining();
        exchange.requireFits(received);
        body.take(bytes);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        long declared = declared(head);
        if (declared >= 0 && declared != received) {
            throw lost("the body has " + received + " bytes and not " + declared);
        }
        complete();
    }

    private void complete() {
        isComplete = true;
        whole.completed(null);
    }

    /** The library's last call, after the connection is back in the pool. */
    @Override
    public void releaseResources() {
        if (isComplete) {
            body.end();
            exchange.complete(head, received);
        }
    }

    @Override
    public void failed(Exception cause) {
        // RunningExchange gets the failure too.
    }

    private ExchangeException lost(String reason) {
        return exchange.end(exchange.failures().from(new IOException(reason)));
    }
}
