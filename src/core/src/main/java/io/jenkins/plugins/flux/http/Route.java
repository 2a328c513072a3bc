package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way of one request, decided before it is sent: where to connect to, and whether a proxy is there. Whoever goes it looks no
 * name up again, so what was checked is what is connected to.
 *
 * @param addresses tried in this order until one accepts a connection; at least one
 * @param isProxied whether a proxy is there, which looks the target's name up itself
 */
public record Route(List<InetSocketAddress> addresses, boolean isProxied) {
    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there is no address
     */
    public Route {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A route leads somewhere");
        }
    }

    /** Straight to the target, at one of these addresses and at no other. */
    public static Route to(URI target, InetAddress... addresses) {
        int port = port(target);
        return new Route(
                Arrays.stream(addresses)
                        .map(address -> new InetSocketAddress(address, port))
                        .toList(),
                false);
    }

    /** By way of a proxy. */
    public static Route through(InetSocketAddress proxy) {
        return new Route(List.of(proxy), true);
    }

    /** The proxy that stands in the way to a target, if there is one. */
    public static Optional<InetSocketAddress> proxy(HttpAccess access, URI target) {
        return access.client().proxy().or(() -> Optional.ofNullable(ProxySelector.getDefault())).stream()
                .flatMap(selector -> selector.select(target).stream())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .findFirst();
    }

    /** The port that an address names, or the one of its scheme. */
    static int port(URI target) {
        return Authority.of(target).orElseThrow().port(isHttps(target));
    }

    static boolean isHttps(URI target) {
        return "https".equalsIgnoreCase(target.getScheme());
    }
}
