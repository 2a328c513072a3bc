package io.jenkins.plugins.flux.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The library's client and its connections. The client only does what a {@link RunningExchange} decides: it resolves no
 * name, retries nothing, follows no redirect, keeps no cookie, decompresses nothing and answers no authentication
 * challenge. A connection carries one exchange at a time, also with HTTP/2, so that ending one never ends another.
 */
final class Connections {
    private static final Logger LOGGER = Logger.getLogger(Connections.class.getName());

    /** Few, because nothing blocks there; two, because TLS and large images can keep one busy. */
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** More than gates let out at once, so that no exchange waits for a connection. */
    private static final int MOST_OF_A_HOST = 250;

    private static final int MOST = 1000;

    /** Without a {@code Keep-Alive} header, servers usually keep an idle connection for at least five seconds. */
    private static final long KEPT_MILLIS = 5_000;

    private static final long LONGEST_KEPT_MILLIS = 30_000;

    /** A request sent while the server closes the connection is lost, so ours is closed this much earlier. */
    private static final long BEFORE_THE_SERVER_MILLIS = 1_000;

    /** For each address of a host. */
    private static final Timeout CONNECT = Timeout.ofSeconds(10);

    /** An exchange has its own limits; this ends a handshake that outlives its exchange. */
    private static final Timeout HANDSHAKE = Timeout.ofSeconds(30);

    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_HEAD = 64 * 1024;

    /** How many bytes of a body an HTTP/2 server may send ahead. They are held in memory. */
    private static final int WINDOW = 512 * 1024;

    private static final RequestConfig REQUESTS = RequestConfig.custom()
            .setAuthenticationEnabled(false)
            .setConnectionKeepAlive(TimeValue.ofMilliseconds(KEPT_MILLIS))
            .setConnectionRequestTimeout(Timeout.DISABLED)
            .setProtocolUpgradeEnabled(false)
            .build();

    private final PoolingAsyncClientConnectionManager manager;
    private final CloseableHttpAsyncClient client;
    private final Executor executor;
    private final AtomicBoolean isSweepAhead = new AtomicBoolean();
    private volatile boolean isClosed;

    Connections(SSLContext trust, Executor executor) {
        this.executor = executor;
        this.manager = manager(trust);
        this.client = HttpAsyncClientBuilder.create()
                .setConnectionManager(manager)
                .setRoutePlanner(
                        (target, context) -> RunningExchange.of(context).route())
                .addRequestInterceptorLast(
                        (request, body, context) -> RunningExchange.of(context).requestLeaves())
                .setKeepAliveStrategy(Connections::kept)
                .setDefaultRequestConfig(REQUESTS)
                .setUserAgent("flux-generate")
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .setIoReactorExceptionCallback(this::log)
                .setThreadFactory(new DefaultThreadFactory("flux-http-io", true))
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(THREADS).build())
                .setHttp1Config(Http1Config.custom()
                        .setBufferSize(BUFFER)
                        .setMaxLineLength(LONGEST_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .setH2Config(H2Config.custom()
                        .setPushEnabled(false)
                        .setInitialWindowSize(WINDOW)
                        .setMaxHeaderListSize(LARGEST_HEAD)
                        .build())
                .build();
        client.start();
    }

    CloseableHttpAsyncClient client() {
        return client;
    }

    /** Waits up to a second for the threads to end. */
    void close() {
        isClosed = true;
        client.initiateShutdown();
        try {
            client.awaitShutdown(TimeValue.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }

    /** Closes idle connections once they expire. Needs no thread, and runs only while there are any. */
    void sweepSoon() {
        if (isSweepAhead.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(KEPT_MILLIS, TimeUnit.MILLISECONDS, executor)
                    .execute(this::sweep);
        }
    }

    private void sweep() {
        isSweepAhead.set(false);
        manager.closeExpired();
        if (manager.getTotalStats().getAvailable() > 0) {
            sweepSoon();
        }
    }

    private static PoolingAsyncClientConnectionManager manager(SSLContext trust) {
        PoolingAsyncClientConnectionManager manager =
                new PoolingAsyncClientConnectionManager(
                        RegistryBuilder.<TlsStrategy>create()
                                .register("https", new Tls(trust))
                                .build(),
                        PoolConcurrencyPolicy.STRICT,
                        PoolReusePolicy.LIFO,
                        TimeValue.NEG_ONE_MILLISECOND) {
                    @Override
                    public Future<AsyncConnectionEndpoint> lease(
                            String id,
                            HttpRoute route,
                            Object use,
                            Timeout timeout,
                            FutureCallback<AsyncConnectionEndpoint> callback) {
                        RunningExchange exchange = ((ConnectionUse) use).exchange();
                        return super.lease(id, route, use, timeout, new CallbackContribution<>(callback) {
                            @Override
                            public void completed(AsyncConnectionEndpoint endpoint) {
                                exchange.leased(endpoint);
                                callback.completed(endpoint);
                            }
                        });
                    }

                    @Override
                    public Future<AsyncConnectionEndpoint> connect(
                            AsyncConnectionEndpoint endpoint,
                            ConnectionInitiator initiator,
                            Timeout timeout,
                            Object attachment,
                            HttpContext context,
                            FutureCallback<AsyncConnectionEndpoint> callback) {
                        ConnectionInitiator toAddresses =
                                RunningExchange.of(context).initiator(initiator);
                        return super.connect(endpoint, toAddresses, timeout, attachment, context, callback);
                    }
                };
        manager.setDefaultMaxPerRoute(MOST_OF_A_HOST);
        manager.setMaxTotal(MOST);
        manager.setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT).build());
        manager.setDefaultTlsConfig(
                TlsConfig.custom().setHandshakeTimeout(HANDSHAKE).build());
        return manager;
    }

    /** Expected only while closing. */
    private void log(Exception failure) {
        LOGGER.log(isClosed ? Level.FINE : Level.WARNING, "a thread of the HTTP client has failed", failure);
    }

    private static TimeValue kept(HttpResponse response, HttpContext context) {
        long stated = DefaultConnectionKeepAliveStrategy.INSTANCE
                .getKeepAliveDuration(response, context)
                .toMilliseconds();
        long kept = Math.min(LONGEST_KEPT_MILLIS, stated - BEFORE_THE_SERVER_MILLIS);
        return TimeValue.ofMilliseconds(Math.max(1, kept)); // zero means forever
    }

    /**
     * Checks certificates twice against the host's name: with Java's check, as any HTTPS client does, and with the
     * library's, which also accepts names with underscores; Java's refuses those. Java's check is switched on here and
     * not by {@link HostnameVerificationPolicy#BOTH}: release 5.6 sets that parameter too late for it to take effect.
     */
    private static final class Tls extends DefaultClientTlsStrategy {
        Tls(SSLContext trust) {
            super(trust, HostnameVerificationPolicy.CLIENT, new DefaultHostnameVerifier());
        }

        @Override
        protected void initializeEngine(SSLEngine engine) {
            if (engine.getPeerHost().indexOf('_') < 0) {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
            }
        }
    }
}
