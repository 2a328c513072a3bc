package io.jenkins.plugins.flux.execution;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.flux.http.Authority;
import io.jenkins.plugins.flux.http.HttpAccess;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import jenkins.model.Jenkins;

/**
 * HTTP through the proxy that is configured in Jenkins at the time of each request.
 *
 * <p>Not {@link ProxyConfiguration#newHttpClient()}: it follows redirects, on Java 17 with the key, and for a proxy
 * with a user name it sets an authenticator, which makes Java before 24 drop our {@code Authorization} header
 * (JDK-8326949). The proxy's credentials are sent as a request header instead.
 */
final class JenkinsHttp implements HttpAccess {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final Executor executor;
    private HttpClient client;

    JenkinsHttp(Executor executor) {
        this.executor = executor;
    }

    /**
     * Created at first use, not when a step starts: Java reads all trusted certificates, and the CPS VM thread must not
     * wait for that.
     */
    @Override
    public synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .executor(executor)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(new ConfiguredProxy())
                    .build();
        }
        return client;
    }

    @Override
    public Map<String, String> headersFor(URI target) {
        ProxyConfiguration proxy = configuration();
        if (proxy == null || proxy.getUserName() == null || isDirect(proxy.createProxy(host(target)))) {
            return Map.of();
        }
        String user = proxy.getUserName() + ":" + Secret.toString(proxy.getSecretPassword());
        String token = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return Map.of("Proxy-Authorization", "Basic " + token);
    }

    private static ProxyConfiguration configuration() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null ? null : jenkins.getProxy();
    }

    private static String host(URI target) {
        return Authority.of(target).map(Authority::host).orElse("");
    }

    private static boolean isDirect(Proxy proxy) {
        return proxy.type() == Proxy.Type.DIRECT;
    }

    private static final class ConfiguredProxy extends ProxySelector {

        @Override
        public List<Proxy> select(URI target) {
            ProxyConfiguration proxy = configuration();
            return List.of(proxy == null ? Proxy.NO_PROXY : proxy.createProxy(host(target)));
        }

        @Override
        public void connectFailed(URI target, SocketAddress address, IOException failure) {
            // The request fails with it.
        }
    }
}
