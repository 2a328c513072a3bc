package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of a download, and where it may go.
 *
 * <p>Addresses that are not public (loopback, private, link-local, unique-local, shared) are refused, so a result
 * cannot make this process read what only it can reach. An endpoint that is not public itself may name images that are
 * as near as itself, or farther: an endpoint in this network may name addresses in this network; one on this machine
 * may also name addresses on this machine. Multicast, unspecified and reserved addresses, and those of cloud metadata
 * services, are always refused.
 *
 * @param limits total time over all redirects, stall time, and size of the file; inline images are held to the size
 * @param privateAddressesAllowed whether addresses that are not public may be fetched
 * @param endpoint addresses as far away as this one's host, or farther, may be fetched
 */
public record DownloadPolicy(ExchangeLimits limits, boolean privateAddressesAllowed, Optional<URI> endpoint) {
    /** 5 minutes in total, 30 s without data, 64 MiB; a PNG of the largest size has about 6 MiB. */
    public static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), 64 * 1024 * 1024);

    /** The usual limits; only public addresses, unless the endpoint itself is not on a public one. */
    public static DownloadPolicy forEndpoint(URI endpoint) {
        return new DownloadPolicy(LIMITS, false, Optional.of(endpoint));
    }

    /** The same policy with other limits. */
    public DownloadPolicy withLimits(ExchangeLimits newLimits) {
        return new DownloadPolicy(newLimits, privateAddressesAllowed, endpoint);
    }
}
