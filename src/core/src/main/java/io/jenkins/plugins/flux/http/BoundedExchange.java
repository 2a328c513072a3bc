package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Sends requests so that each ends: in time, within a size, or canceled. Thread-safe.
 *
 * <p>Requests travel as HTTP/1.1. There it is known whether a request's body has left, and thus whether a lost request
 * may be repeated; the JDK's HTTP/2 fails requests together that share a connection, processed or not.
 */
public final class BoundedExchange {
    /** How names are looked up that the client does not know; {@link InetAddress#getAllByName} but for tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The JDK makes requests for no host with an underscore: this one is never sent. */
    private static final URI STAND_IN = URI.create("http://host.invalid/");

    private final HttpAccess access;
    private final Resolver resolver;

    /** An exchange over the network as the host grants it. */
    public BoundedExchange(HttpAccess access) {
        this(access, InetAddress::getAllByName);
    }

    BoundedExchange(HttpAccess access, Resolver resolver) {
        this.access = access;
        this.resolver = resolver;
    }

    /**
     * As {@link #send(HttpRequest, HttpResponse.BodyHandler, ExchangeLimits)}, to any host that {@link Authority}
     * knows.
     *
     * @param request adds method, headers and body
     */
    public CompletableFuture<HttpResponse<byte[]>> send(
            URI target, UnaryOperator<HttpRequest.Builder> request, ExchangeLimits limits) {
        if (target.getHost() != null) {
            HttpRequest ready = request.apply(HttpRequest.newBuilder(target)).build();
            return send(ready, HttpResponse.BodyHandlers.ofByteArray(), limits);
        }
        HttpRequest ready = request.apply(HttpRequest.newBuilder(STAND_IN)).build();
        return new SocketExchange(access, resolver, target, limits).send(Outgoing.of(ready));
    }

    /**
     * Sends a request. Redirects are not followed; every status but 407 is an answer and not a failure.
     *
     * @param request the request; what the way there needs is added to it
     * @param handler takes the body; it and its subscriber run on the client's threads
     * @param limits time and size
     * @return the answer; fails with {@link ExchangeException} alone. Canceling it, or completing it in any other way,
     *     ends the exchange and closes its connection
     */
    public <T> CompletableFuture<HttpResponse<T>> send(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, ExchangeLimits limits) {
        ExchangeProgress progress = new ExchangeProgress(request.bodyPublisher().isPresent());
        HttpClient client;
        HttpRequest prepared;
        try {
            client = usable(access.client());
            prepared = prepare(request, progress);
        } catch (RuntimeException e) {
            // No cause and no detail: the JDK quotes the header that it refuses, and that may be the proxy's password.
            return CompletableFuture.failedFuture(
                    ExchangeFailures.notPrepared(request.uri(), e.getClass().getSimpleName()));
        }
        return new RunningExchange<T>(client, request.uri(), limits, progress).start(prepared, handler);
    }

    /** The host's promise is checked, because breaking it would cost the key: see {@link HttpAccess#client()}. */
    private static HttpClient usable(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER
                || client.authenticator().isPresent()) {
            throw new IllegalStateException("The client must not follow redirects and must not have an authenticator");
        }
        return client;
    }

    private HttpRequest prepare(HttpRequest request, ExchangeProgress progress) {
        HttpRequest.Builder prepared =
                HttpRequest.newBuilder(request, (name, value) -> true).version(HttpClient.Version.HTTP_1_1);
        access.headersFor(request.uri()).forEach(prepared::setHeader);
        request.bodyPublisher()
                .ifPresent(body -> prepared.method(request.method(), new ObservedPublisher(body, progress)));
        return prepared.build();
    }
}
