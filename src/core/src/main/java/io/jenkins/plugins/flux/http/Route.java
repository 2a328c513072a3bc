package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The way of one request, decided before it is sent. The target's name is not resolved again, so the addresses that
 * were checked are the ones connected to.
 *
 * @param addresses of the target, tried in this order until one accepts a connection; none if a proxy resolves the name
 * @param proxy on the way
 */
public record Route(List<InetAddress> addresses, Optional<HttpProxy> proxy) {
    /** Keeps a copy of the list. */
    public Route {
        addresses = List.copyOf(addresses);
    }

    /** Straight to the target, at one of these addresses and at no other. */
    public static Route to(InetAddress... addresses) {
        return new Route(List.of(addresses), Optional.empty());
    }

    /** By way of a proxy. */
    public static Route through(HttpProxy proxy) {
        return new Route(List.of(), Optional.of(proxy));
    }
}
