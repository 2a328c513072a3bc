package io.jenkins.plugins.flux.simulator;

import java.net.URI;

/** An image URL that a careful caller must not fetch, or only without the key. */
public enum ForeignImageUrl {
    /** A private address at which nothing answers. */
    PRIVATE_ADDRESS("http://10.255.255.1/image.png"),
    /** The link-local address of cloud metadata services. */
    LINK_LOCAL_ADDRESS("http://169.254.169.254/latest/meta-data/"),
    /** A file on the machine that downloads. */
    FILE("file:///etc/passwd"),
    /** A scheme that HTTP clients do not support. */
    FTP("ftp://127.0.0.1/image.png"),
    /** Not a URL at all. */
    GARBAGE("not-a-url");

    private final URI uri;

    ForeignImageUrl(String uri) {
        this.uri = URI.create(uri);
    }

    /** The URL as in the result. */
    public URI uri() {
        return uri;
    }
}
