package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

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

    /** The port that an address names, or the one of its scheme. */
    static int port(URI target) {
        if (target.getPort() >= 0) {
            return target.getPort();
        }
        return isHttps(target) ? 443 : 80;
    }

    static boolean isHttps(URI target) {
        return "https".equalsIgnoreCase(target.getScheme());
    }
}
