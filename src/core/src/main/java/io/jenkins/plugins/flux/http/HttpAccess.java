package io.jenkins.plugins.flux.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/**
 * The way to the network, as the host of this library grants it: behind a proxy, or straight.
 *
 * <p>Implementations are called from several threads at once and must not block.
 */
public interface HttpAccess {
    /**
     * The client to use now; asked for before every exchange, so that changed proxy settings are taken up.
     *
     * <p>It must be shared, because each {@link HttpClient} owns a thread. It must never follow redirects and must have no
     * {@link java.net.Authenticator}: Java 17 resends {@code Authorization} to the redirect's host in the one case, and
     * drops it from the first request in the other.
     */
    HttpClient client();

    /**
     * Headers that the way to an address needs, such as {@code Proxy-Authorization}. They are for the proxy; the key of the
     * service is never among them.
     *
     * @param target where the request goes
     */
    default Map<String, String> headersFor(URI target) {
        return Map.of();
    }

    /** The network without a proxy, through one client for the whole process. Its threads are daemons. */
    static HttpAccess direct() {
        return DirectAccess.INSTANCE;
    }
}
