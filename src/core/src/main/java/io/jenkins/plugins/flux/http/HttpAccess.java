package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The way to the network, behind a proxy or straight. All exchanges share its connections, so a process needs only one.
 * Thread-safe.
 */
public final class HttpAccess implements AutoCloseable {
    /** Which proxy there is. */
    @FunctionalInterface
    public interface Proxies {
        /**
         * The proxy on the way to a host, at this moment. Called before every exchange, so that changed settings apply
         * at once, and by several threads at a time; must not block.
         *
         * @param host as written, an IPv6 address in brackets
         */
        Optional<HttpProxy> to(String host);
    }

    /** How names are looked up; {@link InetAddress#getAllByName} but for tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Proxies proxies;
    private final Executor executor;
    private final Resolver resolver;
    private final Supplier<SSLContext> trust;
    // Guarded by this.
    private Connections connections;
    private boolean isClosed;

    /**
     * Over the network, trusting whom the JVM trusts.
     *
     * @param executor for the time limits of exchanges, for reading image prompts and for parsing large answers. What
     *     it runs may block as long as the disk does; a few threads are enough
     */
    public HttpAccess(Proxies proxies, Executor executor) {
        this(proxies, executor, InetAddress::getAllByName, SSLContexts::createSystemDefault);
    }

    HttpAccess(Proxies proxies, Executor executor, Resolver resolver, Supplier<SSLContext> trust) {
        this.proxies = proxies;
        this.executor = executor;
        this.resolver = resolver;
        this.trust = trust;
    }

    /** The network without a proxy, one for the whole process. Its threads are daemons; it is never closed. */
    public static HttpAccess direct() {
        return Direct.INSTANCE;
    }

    /** The proxy on the way to a host; empty if it is reached straight. */
    public Optional<HttpProxy> proxy(String host) {
        return proxies.to(host);
    }

    /** For work that may block. */
    public Executor executor() {
        return executor;
    }

    /** Closes all connections, which takes a second at most; new exchanges fail. */
    @Override
    public void close() {
        Connections open;
        synchronized (this) {
            isClosed = true;
            open = connections;
        }
        if (open != null) {
            open.close();
        }
    }

    /** Created at first use: Java reads all trusted certificates, and not every controller sends anything. */
    synchronized Connections connections() {
        if (isClosed) {
            throw new IllegalStateException("closed");
        }
        if (connections == null) {
            connections = new Connections(trust.get(), executor);
        }
        return connections;
    }

    /** Blocks as long as the system's resolver does. */
    InetAddress[] resolve(String host) throws UnknownHostException {
        return resolver.resolve(host);
    }

    private static final class Direct {
        static final HttpAccess INSTANCE = new HttpAccess(host -> Optional.empty(), threads());

        private static Executor threads() {
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    2,
                    2,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    new DefaultThreadFactory("flux-http", true));
            threads.allowCoreThreadTimeOut(true);
            return threads;
        }
    }
}
