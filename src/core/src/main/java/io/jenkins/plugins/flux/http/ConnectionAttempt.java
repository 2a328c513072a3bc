package io.jenkins.plugins.flux.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * Connects to the given addresses and no others: one after the other, until one accepts. Holds the connection until the
 * request is sent, because the library does not close it if the exchange is canceled during a TLS handshake.
 */
final class ConnectionAttempt implements ConnectionInitiator {
    private final ConnectionInitiator initiator;
    private final Iterator<InetSocketAddress> addresses;
    private final ExchangeProgress progress;

    /**
     * Only the library cancels it. The attempt at an address is never canceled: if that happens while it begins, the
     * library leaves the connection open for ever. Instead, a connection that comes too late is closed at once.
     */
    private final CompletableFuture<IOSession> handle = new CompletableFuture<>();

    private volatile IOSession connected;
    private volatile boolean isCanceled;

    ConnectionAttempt(ConnectionInitiator initiator, List<InetSocketAddress> addresses, ExchangeProgress progress) {
        this.initiator = initiator;
        this.addresses = addresses.iterator();
        this.progress = progress;
    }

    /** @param any the address that the library chose, which is ignored */
    @Override
    public Future<IOSession> connect(
            NamedEndpoint endpoint,
            SocketAddress any,
            SocketAddress local,
            Timeout timeout,
            Object attachment,
            FutureCallback<IOSession> callback) {
        if (isOver()) {
            callback.cancelled();
            return handle;
        }
        progress.bytesMoved();
        initiator.connect(endpoint, addresses.next(), local, timeout, attachment, new FutureCallback<>() {
            @Override
            public void completed(IOSession session) {
                connected = session;
                progress.connected();
                if (isOver()) {
                    cancel();
                }
                callback.completed(session);
            }

            @Override
            public void failed(Exception cause) {
                if (addresses.hasNext()) {
                    connect(endpoint, any, local, timeout, attachment, callback);
                } else {
                    callback.failed(cause);
                }
            }

            @Override
            public void cancelled() {
                callback.cancelled();
            }
        });
        return handle;
    }

    private boolean isOver() {
        return isCanceled || handle.isCancelled();
    }

    /** Leaves the connection to the library. */
    void handOver() {
        connected = null;
    }

    /** Ends it, wherever it stands. */
    void cancel() {
        isCanceled = true;
        IOSession session = connected;
        if (session != null) {
            session.close(CloseMode.IMMEDIATE);
        }
    }
}
