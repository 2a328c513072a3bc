package io.jenkins.plugins.flux.http;

/**
 * A proxy on the way to a host.
 *
 * @param user null if the proxy needs none. User and password are sent as Basic credentials, to the proxy only
 * @param password null if there is none
 */
public record HttpProxy(String host, int port, String user, String password) {
    /** A proxy that needs no password. */
    public HttpProxy(String host, int port) {
        this(host, port, null, null);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
