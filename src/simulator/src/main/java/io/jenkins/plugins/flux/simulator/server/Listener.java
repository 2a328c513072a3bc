package io.jenkins.plugins.flux.simulator.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** An HTTP or HTTPS server on the loopback interface. */
final class Listener implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 1024;

    static {
        // Without this, every answer on a kept connection waits for the caller's delayed acknowledgment, 40 ms on
        // Linux.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // If the server closes a connection because there are too many, or after 30 idle seconds, a caller that is
        // about to reuse it sees a failure.
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
        setUnlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;

    private Listener(HttpServer server) {
        this.server = server;
    }

    /** Binds the port, 0 for any free one; calls are answered after {@link #start}. Uses TLS if given. */
    static Listener bind(int port, Optional<SSLContext> tls, Executor executor) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(LOOPBACK), port);
        try {
            HttpServer server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, BACKLOG);
            server.setExecutor(executor);
            return new Listener(server);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + LOOPBACK + " port " + port + ": " + e.getMessage(), e);
        }
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    void handle(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    void start() {
        server.start();
    }

    URI origin() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://" + LOOPBACK + ":" + server.getAddress().getPort());
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.stop(0);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
