package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Requests and the ways to send them, for tests of exchanges. */
final class Exchanges {
    static final ExchangeLimits LIMITS = new ExchangeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 1000);

    private Exchanges() {}

    static CompletableFuture<HttpResponse<String>> get(ScriptedServer server, ExchangeLimits limits) {
        return send(HttpRequest.newBuilder(server.address("/")).build(), limits);
    }

    static CompletableFuture<HttpResponse<String>> send(HttpRequest request, ExchangeLimits limits) {
        return new BoundedExchange(HttpAccess.direct()).send(request, HttpResponse.BodyHandlers.ofString(), limits);
    }

    static CompletableFuture<HttpResponse<String>> sendThrough(ScriptedServer proxy, HttpRequest request) {
        return new BoundedExchange(access(clientOf(proxy), Map.of()))
                .send(request, HttpResponse.BodyHandlers.ofString(), LIMITS);
    }

    static HttpClient clientOf(ScriptedServer proxy) {
        InetSocketAddress address =
                new InetSocketAddress("127.0.0.1", proxy.address("/").getPort());
        return HttpClient.newBuilder().proxy(ProxySelector.of(address)).build();
    }

    static URI https(ScriptedServer server) {
        return URI.create(server.address("/").toString().replace("http:", "https:"));
    }

    static HttpRequest post(URI address) {
        return HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"a fox\"}"))
                .build();
    }

    static HttpAccess access(HttpClient client, Map<String, String> headers) {
        return new HttpAccess() {
            @Override
            public HttpClient client() {
                return client;
            }

            @Override
            public Map<String, String> headersFor(URI target) {
                return headers;
            }
        };
    }

    static ExchangeException failureOf(CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> future.get(15, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ExchangeException.class);
        return (ExchangeException) thrown.getCause();
    }
}
