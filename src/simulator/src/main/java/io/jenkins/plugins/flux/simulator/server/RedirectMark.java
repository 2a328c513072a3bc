package io.jenkins.plugins.flux.simulator.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a caller has followed a chain of redirects. Part of the query, so the host need not remember callers.
 *
 * @param hop redirects followed
 * @param last the hop that is answered
 */
record RedirectMark(int hop, int last) {
    private static final Pattern QUERY = Pattern.compile("hop=(\\d{1,4})of(\\d{1,4})");

    static Optional<RedirectMark> of(Call call) {
        return call.query()
                .map(QUERY::matcher)
                .filter(Matcher::matches)
                .map(matcher ->
                        new RedirectMark(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    }

    static RedirectMark first(int hops) {
        return new RedirectMark(1, hops);
    }

    RedirectMark next() {
        return new RedirectMark(hop + 1, last);
    }

    boolean isUnderWay() {
        return hop < last;
    }

    /** Adds this mark to a path. */
    String on(String path) {
        return path + "?hop=" + hop + "of" + last;
    }
}
