package io.jenkins.plugins.flux.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of an address and its port. Unlike {@link URI#getHost()}, which gives null for them, it knows host names
 * with underscores, as Docker, Kubernetes and S3 have them.
 *
 * @param host as written, an IPv6 address in brackets
 * @param port -1 if none is named
 */
public record Authority(String host, int port) {
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    /** Nothing in it has a meaning of its own in an address, so that no two readers see two hosts. */
    private static final Pattern WITH_UNDERSCORES =
            Pattern.compile("(?=[^:]*_)(" + LABEL + "(?:\\." + LABEL + ")*\\.?)(?::([0-9]{1,5}))?");

    private static final int LONGEST_NAME = 254;

    /** What an address names; empty if it names no host, or none that can be looked up. */
    public static Optional<Authority> of(URI address) {
        if (address.getHost() != null) {
            return Optional.of(new Authority(address.getHost(), address.getPort()));
        }
        String raw = address.getRawAuthority();
        Matcher name = WITH_UNDERSCORES.matcher(raw == null ? "" : raw);
        if (!name.matches() || name.group(1).length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return Optional.of(new Authority(name.group(1), name.group(2) == null ? -1 : Integer.parseInt(name.group(2))));
    }

    /** Whether an address has a user name, which must not be shown, and is not sent. */
    public static boolean hasUserInfo(URI address) {
        return address.getRawAuthority() != null && address.getRawAuthority().indexOf('@') >= 0;
    }

    /** The port that is named, or else that of https or http. */
    public int port(boolean isHttps) {
        if (port >= 0) {
            return port;
        }
        return isHttps ? 443 : 80;
    }

    /** Host, and port where one is named. */
    @Override
    public String toString() {
        return host + (port < 0 ? "" : ":" + port);
    }
}
