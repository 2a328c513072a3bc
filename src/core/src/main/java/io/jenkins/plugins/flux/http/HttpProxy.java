package io.jenkins.plugins.flux.http;

import org.apache.hc.client5.http.auth.AuthExchange;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;

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

    /** Sends user and password with each request, without waiting for the proxy to require them. */
    void authenticate(AuthExchange withProxy) {
        if (user != null) {
            BasicScheme basic = new BasicScheme();
            String known = password == null ? "" : password;
            basic.initPreemptive(new UsernamePasswordCredentials(user, known.toCharArray()));
            withProxy.select(basic);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
