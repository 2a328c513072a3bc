package io.jenkins.plugins.flux.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on two loopback addresses that answers one request after another on each connection, and counts both. */
final class KeptConnections implements AutoCloseable {
    /** The answer to each request. */
    @FunctionalInterface
    interface Script {
        void answer(Connection connection, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final ServerSocket other;
    private final Script script;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    private KeptConnections(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        this.other = new ServerSocket(socket.getLocalPort(), 500, InetAddress.getByName("127.0.0.2"));
        ScriptedServer.daemon(() -> accept(socket));
        ScriptedServer.daemon(() -> accept(other));
    }

    static KeptConnections playing(Script script) throws IOException {
        return new KeptConnections(script);
    }

    /** Answers each request with this text. Line ends in the text are single line feeds. */
    static KeptConnections answering(String answer) throws IOException {
        return playing((connection, out) -> out.write(ScriptedServer.bytes(answer)));
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    List<Connection> connections() {
        return connections;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        other.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void accept(ServerSocket from) throws IOException {
        while (true) {
            Connection connection = new Connection(from.accept());
            connections.add(connection);
            ScriptedServer.daemon(() -> connection.serve(script));
        }
    }

    /** A connection with the methods of the requests that came by it. */
    static final class Connection {
        private final Socket socket;
        private final List<String> methods = new CopyOnWriteArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);

        Connection(Socket socket) {
            this.socket = socket;
        }

        List<String> methods() {
            return methods;
        }

        InetAddress local() {
            return socket.getLocalAddress();
        }

        /** Whether the client closes it within 15 seconds. */
        boolean awaitEnd() throws InterruptedException {
            return end.await(15, TimeUnit.SECONDS);
        }

        void close() throws IOException {
            socket.close();
        }

        private void serve(Script script) {
            try (socket) {
                socket.setTcpNoDelay(true);
                InputStream in = socket.getInputStream();
                for (String head = head(in); !head.isEmpty(); head = head(in)) {
                    methods.add(head.substring(0, head.indexOf(' ')));
                    in.readNBytes(length(head));
                    script.answer(this, socket.getOutputStream());
                }
            } catch (IOException e) {
                // it is closed
            }
            end.countDown();
        }

        private static String head(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    return "";
                }
                head.write(octet);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        private static int length(String head) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
