package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.ssl.SSLContexts;

/** Requests and the ways to send them, for tests of exchanges. */
final class Exchanges {
    static final ExchangeLimits LIMITS = new ExchangeLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 1000);

    private static final List<HttpAccess> OPEN = new CopyOnWriteArrayList<>();

    private Exchanges() {}

    /** Closes what was opened by tests of this JVM. */
    static void close() {
        OPEN.forEach(HttpAccess::close);
        OPEN.clear();
    }

    static CompletableFuture<Message<HttpResponse, byte[]>> get(ScriptedServer server, ExchangeLimits limits) {
        return get(HttpAccess.direct(), server.address("/"), limits);
    }

    static CompletableFuture<Message<HttpResponse, byte[]>> get(HttpAccess access, URI address, ExchangeLimits limits) {
        return new BoundedExchange(access).send(request("GET", address), null, limits);
    }

    static CompletableFuture<Message<HttpResponse, byte[]>> post(URI address, ExchangeLimits limits) {
        return post(HttpAccess.direct(), address, limits);
    }

    static CompletableFuture<Message<HttpResponse, byte[]>> post(
            HttpAccess access, URI address, ExchangeLimits limits) {
        return new BoundedExchange(access).send(request("POST", address), body("{\"prompt\": \"a fox\"}"), limits);
    }

    static HttpRequest request(String method, URI address) {
        HttpRequest request = BoundedExchange.request(method, address);
        request.setHeader("X-Test", "1");
        return request;
    }

    static AsyncEntityProducer body(String text) {
        return new BasicAsyncEntityProducer(
                text.getBytes(StandardCharsets.UTF_8), ContentType.create("application/json"));
    }

    static String text(Message<HttpResponse, byte[]> answer) {
        return new String(answer.getBody(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse head, String name) {
        return head.getFirstHeader(name) == null
                ? null
                : head.getFirstHeader(name).getValue();
    }

    static HttpProxy proxy(ScriptedServer proxy) {
        return proxy(proxy, null, null);
    }

    static HttpProxy proxy(ScriptedServer proxy, String user, String password) {
        return new HttpProxy("127.0.0.1", proxy.address("/").getPort(), user, password);
    }

    static HttpAccess through(HttpProxy proxy) {
        return open(new HttpAccess(host -> Optional.of(proxy), ForkJoinPool.commonPool()));
    }

    /** Every name is on loopback. */
    static HttpAccess anyName(Supplier<SSLContext> trust) {
        return named(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, trust);
    }

    static HttpAccess named(HttpAccess.Resolver names, Supplier<SSLContext> trust) {
        return open(new HttpAccess(host -> Optional.empty(), ForkJoinPool.commonPool(), names, trust));
    }

    static HttpAccess open(HttpAccess access) {
        OPEN.add(access);
        return access;
    }

    /** Names are looked up as usual. */
    static HttpAccess trusting(TestCertificate certificate) {
        return named(InetAddress::getAllByName, certificate::context);
    }

    static Supplier<SSLContext> trustOfJava() {
        return SSLContexts::createSystemDefault;
    }

    static URI https(ScriptedServer server) {
        return URI.create(server.address("/").toString().replace("http:", "https:"));
    }

    static ExchangeException failureOf(CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> future.get(60, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ExchangeException.class);
        return (ExchangeException) thrown.getCause();
    }
}
