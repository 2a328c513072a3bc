package io.jenkins.plugins.flux.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A proxy on loopback that opens every tunnel, and lets all of them end at one port. */
final class Tunnel implements AutoCloseable {
    private final ServerSocket socket;
    private final int end;
    private volatile boolean isRefusing;

    private Tunnel(int end) throws IOException {
        this.end = end;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer.daemon(() -> {
            while (true) {
                Socket client = socket.accept();
                ScriptedServer.daemon(() -> open(client));
            }
        });
    }

    static Tunnel to(int port) throws IOException {
        return new Tunnel(port);
    }

    HttpAccess access(Supplier<SSLContext> trust) {
        HttpProxy proxy = new HttpProxy("127.0.0.1", socket.getLocalPort());
        return Exchanges.open(new HttpAccess(
                host -> Optional.of(proxy), ForkJoinPool.commonPool(), InetAddress::getAllByName, trust));
    }

    /** Opens no further tunnels. */
    void refuse() {
        isRefusing = true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void open(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.getInputStream().read());
        }
        if (isRefusing) {
            client.getOutputStream().write(ScriptedServer.bytes("HTTP/1.1 503 No\nContent-Length: 0\n\n"));
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), end);
        client.getOutputStream().write(ScriptedServer.bytes("HTTP/1.1 200 Connection established\n\n"));
        ScriptedServer.daemon(() -> copy(client, server));
        copy(server, client);
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }
}
