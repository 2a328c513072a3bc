package io.jenkins.plugins.flux.http;

import java.io.IOException;
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
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** One exchange in flight. Whatever ends it first decides the result. The request's context leads back to it. */
final class RunningExchange {
    /** A connection is reused for the same addresses, in any order, and the same proxy. */
    private record Purpose(Set<InetSocketAddress> addresses, Optional<HttpProxy> proxy) {}

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
    private Purpose purpose;
    private HttpRoute route;
    private Connections connections;
    private volatile HttpClientContext context;
    private volatile boolean isOnKeptConnection;
    // What has to be stopped.
    private volatile Future<?> sending;
    private volatile ConnectionAttempt connecting;

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
            Optional<HttpProxy> proxy = way.proxy();
            if (proxy.isPresent()) {
                HttpHost next =
                        new HttpHost("http", proxy.get().host(), proxy.get().port());
                addresses = at(access.resolve(next.getHostName()), next.getPort());
                route = new HttpRoute(target, null, pinned(next), isSecure);
            } else {
                addresses = at(way.addresses().toArray(InetAddress[]::new), target.getPort());
                route = new HttpRoute(pinned(target), null, isSecure);
            }
            purpose = new Purpose(Set.copyOf(addresses), proxy);
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
        ofRequest.setUserToken(isOnNewConnection ? new Object() : purpose);
        purpose.proxy().filter(proxy -> proxy.user() != null).ifPresent(proxy -> authenticate(proxy, ofRequest));
        context = ofRequest;
        isOnKeptConnection = !isOnNewConnection;
        progress.begin();
        if (!done.isDone()) {
            AsyncEntityProducer watched = requestBody == null ? null : new WatchedBody();
            BasicRequestProducer producer = new BasicRequestProducer(request, watched);
            AnswerConsumer answer = new AnswerConsumer(this, body);
            sending = connections.client().execute(target, producer, answer, null, ofRequest, new Outcome());
            if (done.isCompletedExceptionally()) {
                cancel();
            }
        }
    }

    private void authenticate(HttpProxy proxy, HttpClientContext ofRequest) {
        BasicScheme basic = new BasicScheme();
        String password = proxy.password() == null ? "" : proxy.password();
        basic.initPreemptive(new UsernamePasswordCredentials(proxy.user(), password.toCharArray()));
        ofRequest.getAuthExchange(route.getProxyHost()).select(basic);
    }

    /** The library calls this if it makes a new connection. */
    ConnectionInitiator initiator(ConnectionInitiator initiator) {
        isOnKeptConnection = false;
        ConnectionAttempt toAddresses = new ConnectionAttempt(initiator, addresses, progress);
        connecting = toAddresses;
        return toAddresses;
    }

    /**
     * The library calls this when it is about to write the request to a connection.
     *
     * @throws ProtocolException if the connection lacks TLS and the address is https: after a tunnel breaks down, the
     *     library reconnects without it
     */
    void requestLeaves() throws ProtocolException {
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
        context.setUserToken(purpose);
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

    /** Records when the library takes the body: from then on, a server may have acted on the request. */
    private final class WatchedBody extends AsyncEntityProducerWrapper {
        WatchedBody() {
            super(requestBody);
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            progress.bodyTaken();
            super.produce(channel);
        }
    }
}
