package io.jenkins.plugins.flux.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection is used for: it is reused only for an equal use. To the library, this is the connection's state.
 *
 * <p>Before the answer, it leads to the exchange that is going to use the connection. Uses by different exchanges can
 * be equal.
 */
final class ConnectionUse {
    /** The same addresses, in whatever order a name server lists them, and the same proxy and password. */
    private record Purpose(Set<InetSocketAddress> addresses, Optional<HttpProxy> proxy) {}

    private final Object purpose;
    private final RunningExchange exchange;

    private ConnectionUse(Object purpose, RunningExchange exchange) {
        this.purpose = purpose;
        this.exchange = exchange;
    }

    static ConnectionUse of(Set<InetSocketAddress> addresses, Optional<HttpProxy> proxy) {
        return new ConnectionUse(new Purpose(addresses, proxy), null);
    }

    /** No connection has had this use before. */
    static ConnectionUse unlikeAnyOther() {
        return new ConnectionUse(new Object(), null);
    }

    ConnectionUse by(RunningExchange user) {
        return new ConnectionUse(purpose, user);
    }

    RunningExchange exchange() {
        return exchange;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionUse use && purpose.equals(use.purpose);
    }

    @Override
    public int hashCode() {
        return purpose.hashCode();
    }
}
