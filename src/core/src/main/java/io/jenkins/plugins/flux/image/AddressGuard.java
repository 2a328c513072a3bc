package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.Authority;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpProxy;
import io.jenkins.plugins.flux.http.Route;
import io.jenkins.plugins.flux.http.SafeText;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an address may be fetched, and by which route. Looks names up, so it blocks for as long as the
 * system's resolver does.
 *
 * <p>The route leads to the very addresses that were checked; the name is not looked up again.
 */
final class AddressGuard {
    /** Looks names up; {@link InetAddress#getAllByName} except in tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final int MAX_PORT = 0xffff;

    private final DownloadPolicy policy;
    private final HttpAccess access;
    private final Resolver resolver;

    AddressGuard(DownloadPolicy policy, HttpAccess access, Resolver resolver) {
        this.policy = policy;
        this.access = access;
        this.resolver = resolver;
    }

    /**
     * Returns the route to an address that may be fetched.
     *
     * @throws ImageException of kind REFUSED if it may not; of kind UNAVAILABLE if its host is unknown
     */
    Route check(URI address) {
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (isHttp && Authority.hasUserInfo(address)) {
            throw refused(address, "it contains a user name");
        }
        if (!isHttp || Authority.of(address).filter(to -> to.port() <= MAX_PORT).isEmpty()) {
            throw refused(address, "it is not an http or https address");
        }
        Optional<HttpProxy> proxy =
                access.proxy(Authority.of(address).orElseThrow().host());
        List<InetAddress> resolved = resolve(address);
        if (resolved.isEmpty() && proxy.isEmpty()) {
            throw new ImageException(
                    ImageException.Kind.UNAVAILABLE, "the host of " + SafeText.address(address) + " is unknown");
        }
        // If a proxy resolves names, names that are unknown here are left to the proxy.
        resolved.forEach(ip -> checkRange(address, ip));
        return proxy.map(Route::through).orElseGet(() -> Route.to(resolved.toArray(InetAddress[]::new)));
    }

    private void checkRange(URI address, InetAddress ip) {
        AddressRange range = AddressRange.of(ip);
        if (range == AddressRange.FORBIDDEN) {
            throw refused(address, ip.getHostAddress() + " is a reserved address");
        }
        if (range != AddressRange.PUBLIC
                && !policy.privateAddressesAllowed()
                && range.compareTo(rangeOfEndpoint()) > 0) {
            throw refused(address, ip.getHostAddress() + " is not a public address");
        }
    }

    /** If it has several addresses, the range of the farthest. */
    private AddressRange rangeOfEndpoint() {
        return policy.endpoint().map(this::resolve).orElse(List.of()).stream()
                .map(AddressRange::of)
                .min(Comparator.naturalOrder())
                .orElse(AddressRange.PUBLIC);
    }

    /** Empty if the host is unknown. */
    private List<InetAddress> resolve(URI address) {
        try {
            return List.of(resolver.resolve(Authority.of(address).orElseThrow().host()));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static ImageException refused(URI address, String reason) {
        return new ImageException(
                ImageException.Kind.REFUSED, "refused to fetch " + SafeText.address(address) + ": " + reason);
    }
}
