package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.SafeText;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;

/** Follows redirects by hand and counts them. {@link AddressGuard} decides whether the next address may be fetched. */
final class Redirects {
    /** Maximum number of redirects of one download. */
    static final int MAX = 5;

    private int followed;

    static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /**
     * Returns the target of a redirect.
     *
     * @throws ImageException of kind REFUSED if there is no target, if there were too many redirects, or if it leads
     *     from https to another scheme
     */
    URI next(URI address, MessageHeaders headers) {
        followed++;
        if (followed > MAX) {
            throw refused(address, "there are more than " + MAX + " redirects");
        }
        URI next = Optional.ofNullable(headers.getFirstHeader("Location"))
                .map(Header::getValue)
                .map(location -> resolve(address, location))
                .orElseThrow(() -> refused(address, "it has no target"));
        if ("https".equalsIgnoreCase(address.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
            throw refused(address, "it leads to " + SafeText.address(next) + ", away from https");
        }
        return next;
    }

    private static URI resolve(URI address, String location) {
        try {
            return address.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw refused(address, "it leads to an unreadable address");
        }
    }

    private static ImageException refused(URI address, String reason) {
        return new ImageException(
                ImageException.Kind.REFUSED,
                "refused to follow the redirect of " + SafeText.address(address) + ": " + reason);
    }
}
