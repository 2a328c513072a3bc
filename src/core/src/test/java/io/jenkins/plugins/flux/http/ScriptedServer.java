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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on loopback that sends exactly the bytes that a test scripts, right or wrong. */
public final class ScriptedServer implements AutoCloseable {
    /** What happens on one connection after a request was read. */
    @FunctionalInterface
    public interface Script {
        void play(OutputStream out, ScriptedServer server) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final boolean speaksFirst;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    private ScriptedServer(Script script, boolean speaksFirst) throws IOException {
        this.script = script;
        this.speaksFirst = speaksFirst;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public static ScriptedServer playing(Script script) throws IOException {
        return new ScriptedServer(script, false);
    }

    /** Sends this text to each client that connects, before any request. */
    public static ScriptedServer greeting(String text) throws IOException {
        return new ScriptedServer((out, server) -> out.write(bytes(text)), true);
    }

    /** Sends this text on each connection and closes it. Line ends in the text are single line feeds. */
    public static ScriptedServer answering(String answer) throws IOException {
        return playing((out, server) -> out.write(bytes(answer)));
    }

    /** Sends this text and then nothing more; the connection stays open. */
    public static ScriptedServer stallingAfter(String beginning) throws IOException {
        return playing((out, server) -> {
            out.write(bytes(beginning));
            out.flush();
            server.closing.await();
        });
    }

    /** An address where nobody listens. */
    public static URI nobody() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + unused.getLocalPort() + "/");
        }
    }

    public static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** The next request, head and body, as text. */
    public String awaitRequest() throws InterruptedException {
        String request = requests.poll(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("No request came within 5 s");
        }
        return request;
    }

    /** Waits until a client has connected and sent something. */
    public void awaitConnection() throws InterruptedException {
        if (!connected.await(15, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody connected within 15 s");
        }
    }

    /** Whether the client closes a connection within 15 seconds. */
    public boolean awaitClientGone() throws InterruptedException {
        return clientGone.await(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket connection = socket.accept();
            connections.add(connection);
            daemon(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        try (connection) {
            InputStream in = connection.getInputStream();
            if (!speaksFirst) {
                requests.add(request(in));
                daemon(() -> watch(in));
            }
            script.play(connection.getOutputStream(), this);
            connection.getOutputStream().flush();
        }
    }

    private void watch(InputStream in) {
        try {
            while (in.read() >= 0) {}
        } catch (IOException e) {
            // a reset is an end too
        }
        clientGone.countDown();
    }

    private String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            connected.countDown();
            head.write(octet);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String request(InputStream in) throws IOException {
        try {
            return read(in);
        } catch (IOException e) {
            clientGone.countDown(); // by a reset
            throw e;
        }
    }

    /** Runs a part of a server, whose clients may go at any time. */
    static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // the test is over, or its client has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }
}
