package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.SafeText;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an address may be fetched. Looks names up and so blocks, as long as the system's resolver does.
 *
 * <p>The client looks the name up once more when it connects. Java keeps answers for 30 s, so both usually see the same one; for
 * the rest the transfer asks again when the answer has come, and keeps nothing if the name has moved meanwhile.
 */
final class AddressGuard {
    /** How names are looked up; {@link InetAddress#getAllByName} but for tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final DownloadPolicy policy;
    private final HttpAccess access;
    private final Resolver resolver;

    AddressGuard(DownloadPolicy policy, HttpAccess access, Resolver resolver) {
        this.policy = policy;
        this.access = access;
        this.resolver = resolver;
    }

    /**
     * Returns if an address may be fetched.
     *
     * @throws ImageException of kind REFUSED if it may not; of kind UNAVAILABLE if its host is unknown
     */
    void check(URI address) {
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!isHttp || address.getHost() == null) {
            throw refused(address, "it is not an http or https address");
        }
        if (address.getRawUserInfo() != null) {
            throw refused(address, "it contains a user name");
        }
        Optional<List<InetAddress>> resolved = resolve(address);
        if (resolved.isEmpty() && !isProxied(address)) {
            throw new ImageException(
                    ImageException.Kind.UNAVAILABLE, "the host of " + SafeText.address(address) + " is unknown");
        }
        // Where a proxy resolves the names, what is unknown here is the proxy's to judge.
        resolved.orElse(List.of()).forEach(ip -> checkRange(address, ip));
    }

    private void checkRange(URI address, InetAddress ip) {
        switch (AddressRange.of(ip)) {
            case FORBIDDEN -> throw refused(address, ip.getHostAddress() + " is a reserved address");
            case PRIVATE -> {
                if (!policy.privateAddressesAllowed() && !isEndpointPrivate()) {
                    throw refused(address, ip.getHostAddress() + " is not a public address");
                }
            }
            case PUBLIC -> {}
        }
    }

    private boolean isEndpointPrivate() {
        return policy.endpoint().flatMap(this::resolve).stream()
                .flatMap(List::stream)
                .anyMatch(ip -> AddressRange.of(ip) == AddressRange.PRIVATE);
    }

    private Optional<List<InetAddress>> resolve(URI address) {
        try {
            return Optional.of(List.of(resolver.resolve(address.getHost())));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private boolean isProxied(URI address) {
        return access.client().proxy().or(() -> Optional.ofNullable(ProxySelector.getDefault())).stream()
                .flatMap(selector -> selector.select(address).stream())
                .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    private static ImageException refused(URI address, String reason) {
        return new ImageException(
                ImageException.Kind.REFUSED, "refused to fetch " + SafeText.address(address) + ": " + reason);
    }
}
