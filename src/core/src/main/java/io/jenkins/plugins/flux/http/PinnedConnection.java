package io.jenkins.plugins.flux.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to one of the addresses of a route, through a tunnel where a proxy is there, and with TLS for the name in the
 * target.
 *
 * <p>Certificates are checked against that name, whatever the address, as for any HTTPS client.
 */
final class PinnedConnection implements Closeable {
    private static final int MAX_CONNECT_MILLIS = 20_000;

    private final HttpAccess access;
    private final URI target;
    private final String host;
    private final Route route;
    private final int stallMillis;
    private final Object lock = new Object();
    // Guarded by the lock: what close() has to close.
    private Socket socket;
    private boolean isClosed;
    private volatile boolean isReady;

    PinnedConnection(HttpAccess access, URI target, Route route, ExchangeLimits limits) {
        this.access = access;
        this.target = target;
        this.host = Authority.of(target).map(Authority::host).orElseThrow();
        this.route = route;
        this.stallMillis =
                (int) Math.min(Integer.MAX_VALUE, Math.max(1, limits.stall().toMillis()));
    }

    /** Connects, up to where a request can be sent. */
    Socket open() throws IOException {
        Socket plain = connect();
        plain.setSoTimeout(stallMillis);
        if (!Route.isHttps(target)) {
            isReady = true;
            return plain;
        }
        if (route.isProxied()) {
            tunnel(plain);
        }
        Socket secure = secure(plain);
        isReady = true;
        return secure;
    }

    /** Whether {@link #open} succeeded: before that, the other side has no request. */
    boolean isReady() {
        return isReady;
    }

    /** The request for the target. */
    byte[] request(Outgoing what) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        boolean isProxied = route.isProxied() && !Route.isHttps(target);
        String origin = isProxied ? "http://" + SafeText.host(target) : "";
        StringBuilder head =
                new StringBuilder(what.method()).append(' ').append(origin).append(ascii(path + query));
        head.append(" HTTP/1.1\r\nHost: ").append(SafeText.host(target)).append("\r\n");
        append(head, what.headers());
        if (isProxied) {
            append(head, access.headersFor(target));
        }
        byte[] body = what.body().orElse(new byte[0]);
        if (what.body().isPresent()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .array();
    }

    @Override
    public void close() {
        synchronized (lock) {
            isClosed = true;
            closeSocket();
        }
    }

    private Socket connect() throws IOException {
        IOException last = null;
        for (InetSocketAddress address : route.addresses()) {
            Socket candidate = begin();
            try {
                candidate.connect(resolved(address), Math.min(MAX_CONNECT_MILLIS, stallMillis));
                candidate.setTcpNoDelay(true);
                return candidate;
            } catch (IOException e) {
                candidate.close();
                last = e;
            }
        }
        throw last;
    }

    /** Only the name of a proxy may still be one: what administrators have set, not what a server says. */
    private static InetSocketAddress resolved(InetSocketAddress address) {
        return address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
    }

    private Socket begin() throws SocketException {
        synchronized (lock) {
            if (isClosed) {
                throw new SocketException("Socket closed");
            }
            // Not new Socket(): that one would go through a SOCKS proxy of the JVM's, which looks names up.
            socket = new Socket(Proxy.NO_PROXY);
            return socket;
        }
    }

    private void tunnel(Socket proxy) throws IOException {
        String authority = host + ":" + Route.port(target);
        StringBuilder request = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        append(request, access.headersFor(target));
        proxy.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        // Not buffered: what follows the head belongs to TLS.
        ResponseHead head = new ResponseReader(proxy.getInputStream()).head();
        if (head.status() >= 300) {
            throw new TunnelRefusedException(head.status());
        }
    }

    private Socket secure(Socket plain) throws IOException {
        boolean isKnownToJava = target.getHost() != null;
        String name = host.replaceAll("^\\[|\\]$", "");
        SSLSocket secure = (SSLSocket)
                access.client().sslContext().getSocketFactory().createSocket(plain, name, Route.port(target), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(isKnownToJava ? "HTTPS" : null);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        if (!isKnownToJava) {
            CertificateNames.check(secure.getSession(), name);
        }
        return secure;
    }

    private static void append(StringBuilder request, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!(name + value).chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
                throw new IllegalArgumentException("A header has a character that no header can carry");
            }
            request.append(name).append(": ").append(value).append("\r\n");
        });
    }

    /** Characters beyond ASCII in UTF-8 and escaped, as RFC 3987 says. */
    private static String ascii(String pathAndQuery) {
        String before = "http://host"; // a path alone that begins with two slashes would be read as a host
        return URI.create(before + pathAndQuery).toASCIIString().substring(before.length());
    }

    private void closeSocket() {
        try {
            if (socket != null) {
                socket.close(); // the plain one: closing it neither waits for TLS nor for the network
            }
        } catch (IOException e) {
            // Nobody reads from it any more.
        }
    }

    /** A proxy that does not let us through. */
    static final class TunnelRefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        TunnelRefusedException(int status) {
            super("the proxy answered with status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
