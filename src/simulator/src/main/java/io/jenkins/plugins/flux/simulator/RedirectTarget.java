package io.jenkins.plugins.flux.simulator;

/** Where a redirect leads. */
public enum RedirectTarget {
    /** Another path of the same host, which gives the real answer. */
    SAME_HOST,
    /**
     * The same file under another origin ({@code localhost} for {@code 127.0.0.1}); for an API call, the image host.
     */
    OTHER_HOST,
    /** Back to itself, endlessly. */
    LOOP,
    /** {@code file:///etc/passwd}. */
    FILE,
    /** A private address at which nothing answers: {@code http://10.255.255.1/}. */
    PRIVATE_ADDRESS
}
