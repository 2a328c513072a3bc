package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a download may cost and where it may go.
 *
 * <p>Addresses that are no public ones (loopback, private, link-local, unique-local, shared) are refused, so that a result
 * cannot make this process read what only it can reach. An endpoint that is not public itself may name images that are as near
 * as it is or farther: one in this network others in this network, one on this machine others on this machine, too. Multicast,
 * unspecified and reserved addresses and those of cloud metadata services are refused whatever the policy says.
 *
 * @param limits total time over all redirects, stall time, and size of the file; inline images are held to the size
 * @param privateAddressesAllowed whether addresses that are not public may be fetched
 * @param endpoint what is as far away as the host of this address, or farther, may be fetched
 */
public record DownloadPolicy(ExchangeLimits limits, boolean privateAddressesAllowed, Optional<URI> endpoint) {
    /** Five minutes in all, 30 s without a byte, 64 MiB: a PNG of the greatest size has about 6 MiB. */
    public static final ExchangeLimits LIMITS =
            new ExchangeLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), 64 * 1024 * 1024);

    /** The usual limits; only public addresses, unless the endpoint itself is on another. */
    public static DownloadPolicy forEndpoint(URI endpoint) {
        return new DownloadPolicy(LIMITS, false, Optional.of(endpoint));
    }

    /** The same policy with other limits. */
    public DownloadPolicy withLimits(ExchangeLimits newLimits) {
        return new DownloadPolicy(newLimits, privateAddressesAllowed, endpoint);
    }
}
