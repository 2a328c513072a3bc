package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** One exchange in flight. Whatever ends it first decides the result. The request's context leads back to it. */
final class RunningExchange {
    private static final String ATTRIBUTE = RunningExchange.class.getName();

    /** Parsing a larger answer takes a while, for which no other exchange should wait. */
    private static final long LARGE = 64 * 1024;

    private final HttpAccess access;
    private final HttpHost target;
    private final HttpRequest request;
    private final AsyncEntityProducer requestBody;
    private final ExchangeLimits limits;
    private final AnswerConsumer.Body body;
    private final ExchangeProgress progress;
    private final ExchangeFailures failures;
    private final CompletableFuture<HttpResponse> done = new CompletableFuture<>();
    // Written before the request is sent.
    private List<InetSocketAddress> addresses;
    private Optional<HttpProxy> proxy;
    private HttpRoute route;
    private Connections connections;
    private volatile HttpClientContext context;
    private volatile boolean isOnKeptConnection;
    // What has to be stopped.
    private volatile Future<?> sending;
    private volatile ConnectionAttempt connecting;
    private volatile AsyncConnectionEndpoint connection;

    /**
     * Begins to measure the time.
     *
     * @param requestBody null if the request has none
     */
    RunningExchange(
            HttpAccess access,
            HttpRequest request,
            AsyncEntityProducer requestBody,
            ExchangeLimits limits,
            AnswerConsumer.Body body) {
        this.access = access;
        this.target = BoundedExchange.target(request);
        this.request = request;
        this.requestBody = requestBody;
        this.limits = limits;
        this.body = body;
        this.progress = new ExchangeProgress(requestBody != null);
        this.failures = new ExchangeFailures(request.getAuthority().toString(), limits, progress);
        done.whenComplete((answer, failure) -> {
            if (failure != null) {
                cancel();
            }
        });
        progress.watch(done, limits, failures, body::isHoldingUp, access.executor());
    }

    static RunningExchange of(HttpContext context) {
        return (RunningExchange) context.getAttribute(ATTRIBUTE);
    }

    /** The head of the answer, once all of it is here. Completing it in any other way ends the exchange. */
    CompletableFuture<HttpResponse> done() {
        return done;
    }

    ExchangeFailures failures() {
        return failures;
    }

    ExchangeProgress progress() {
        return progress;
    }

    HttpRoute route() {
        return route;
    }

    ExchangeException end(ExchangeException failure) {
        done.completeExceptionally(failure);
        return failure;
    }

    /** @throws ExchangeException which ends the exchange, if an answer must not be that large */
    void requireFits(long size) throws ExchangeException {
        if (size > limits.maxBytes()) {
            throw end(failures.tooLarge());
        }
    }

    // The way to the target

    /**
     * Sends the request. Resolves names, so it blocks for as long as the system's resolver does.
     *
     * @param decided the route; if empty, the proxy settings decide
     */
    void begin(Optional<Route> decided) {
        try {
            Route way = decided.isPresent() ? decided.get() : decide();
            boolean isSecure = "https".equals(target.getSchemeName());
            proxy = way.proxy();
            if (proxy.isPresent()) {
                HttpHost next =
                        new HttpHost("http", proxy.get().host(), proxy.get().port());
                addresses = at(access.resolve(next.getHostName()), next.getPort());
                route = new HttpRoute(target, null, pinned(next), isSecure);
            } else {
                addresses = at(way.addresses().toArray(InetAddress[]::new), target.getPort());
                route = new HttpRoute(pinned(target), null, isSecure);
            }
            send(requestBody != null);
        } catch (UnknownHostException e) {
            end(failures.notConnected(e));
        } catch (RuntimeException e) {
            end(failures.notPrepared(e)); // impossible settings, or the access is closed
        }
    }

    private Route decide() throws UnknownHostException {
        String host = target.getHostName();
        Optional<HttpProxy> proxy = access.proxy(host);
        return proxy.isPresent() ? Route.through(proxy.get()) : Route.to(access.resolve(host));
    }

    private static List<InetSocketAddress> at(InetAddress[] addresses, int port) {
        return Stream.of(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /**
     * With an address, so that the library resolves no name, and always with the same one, so that the order of the
     * addresses makes no difference to the pool. {@link ConnectionAttempt} decides which of them are tried.
     */
    private HttpHost pinned(HttpHost host) {
        InetAddress one = addresses.stream()
                .map(InetSocketAddress::getAddress)
                .min(Comparator.comparing(InetAddress::getHostAddress))
                .orElseThrow();
        return new HttpHost(host.getSchemeName(), one, host.getHostName(), host.getPort());
    }

    /**
     * @param isOnNewConnection whether it must not reuse a connection: its server may be closing it right now, or may
     *     have sent something that would be mistaken for the answer
     */
    private void send(boolean isOnNewConnection) {
        connections = access.connections();
        HttpClientContext ofRequest = HttpClientContext.create();
        ofRequest.setAttribute(ATTRIBUTE, this);
        ofRequest.setUserToken((isOnNewConnection ? ConnectionUse.unlikeAnyOther() : use()).by(this));
        proxy.ifPresent(known -> known.authenticate(ofRequest.getAuthExchange(route.getProxyHost())));
        context = ofRequest;
        isOnKeptConnection = !isOnNewConnection;
        progress.begin();
        if (!done.isDone()) {
            AsyncEntityProducer watched = requestBody == null ? null : new WatchedBody(requestBody, progress);
            BasicRequestProducer producer = new BasicRequestProducer(request, watched);
            AnswerConsumer answer = new AnswerConsumer(this, body);
            sending = connections.client().execute(target, producer, answer, null, ofRequest, new Outcome());
            if (done.isCompletedExceptionally()) {
                cancel();
            }
        }
    }

    private ConnectionUse use() {
        return ConnectionUse.of(Set.copyOf(addresses), proxy);
    }

    /** The library calls this when it has a connection for the request, perhaps one that is not connected yet. */
    void leased(AsyncConnectionEndpoint leased) {
        connection = leased;
        if (done.isCompletedExceptionally()) {
            cancel();
        }
    }

    /** The library calls this if it makes a new connection. */
    ConnectionInitiator initiator(ConnectionInitiator initiator) {
        isOnKeptConnection = false;
        ConnectionAttempt toAddresses = new ConnectionAttempt(initiator, addresses, progress);
        connecting = toAddresses;
        if (done.isCompletedExceptionally()) {
            toAddresses.cancel();
        }
        return toAddresses;
    }

    /**
     * The library calls this when it is about to write the request to a connection.
     *
     * @throws ProtocolException if the exchange is over; or if the connection lacks TLS and the address is https: after
     *     a tunnel breaks down, the library reconnects without it
     */
    void requestLeaves() throws ProtocolException {
        if (done.isDone()) {
            throw new ProtocolException("the exchange is over");
        }
        if (route.isSecure() && context.getSSLSession() == null) {
            throw new ProtocolException("it is not secure");
        }
        ConnectionAttempt attempt = connecting;
        if (attempt != null) {
            attempt.handOver();
        }
        progress.requestLeaves();
    }

    /** The answer has begun: once it is complete, others may use the connection. */
    void share() {
        context.setUserToken(use());
    }

    /** The answer is complete, and its connection can be used again. */
    void complete(HttpResponse head, long bytes) {
        if (bytes > LARGE) {
            access.executor().execute(() -> done.complete(head));
        } else {
            done.complete(head);
        }
        connections.sweepSoon();
    }

    private void cancel() {
        Future<?> future = sending;
        if (future != null) {
            future.cancel(true);
        }
        ConnectionAttempt attempt = connecting;
        if (attempt != null) {
            attempt.cancel();
        }
        // The library loses a cancel if the connection was there before it had noted whom to cancel.
        AsyncConnectionEndpoint leased = connection;
        if (leased != null) {
            leased.close(CloseMode.IMMEDIATE);
        }
    }

    private void notAnswered(Exception cause) {
        if (!isOnKeptConnection || requestBody != null || progress.status() != 0 || done.isDone()) {
            end(failures.from(cause));
            return;
        }
        try {
            send(true); // the server has closed the connection since its last answer
        } catch (RuntimeException e) {
            end(failures.notPrepared(e));
        }
    }

    /** What became of a request that the library was given. */
    private final class Outcome implements FutureCallback<Void> {
        @Override
        public void completed(Void nothing) {
            // AnswerConsumer completes the exchange.
        }

        @Override
        public void failed(Exception cause) {
            notAnswered(cause);
        }

        @Override
        public void cancelled() {
            notAnswered(new CancellationException());
        }
    }
}
