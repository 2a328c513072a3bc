package io.jenkins.plugins.flux.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server on loopback that speaks only HTTP/2, frame by frame as a test scripts it (RFC 9113). */
final class Http2Server implements AutoCloseable {
    static final int NO_ERROR = 0;
    static final int INTERNAL_ERROR = 2;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE_LENGTH = 24;

    /** What happens on a connection after its preface. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws IOException;
    }

    private final SSLServerSocket socket;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch clientGone = new CountDownLatch(1);

    Http2Server(SSLContext tls, Script script) throws IOException {
        this.script = script;
        this.socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        ScriptedServer.daemon(() -> {
            while (true) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                ScriptedServer.daemon(() -> serve((SSLSocket) client));
            }
        });
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    int connections() {
        return connections.get();
    }

    void awaitRequest() throws InterruptedException {
        if (!requested.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("No request came within 30 s");
        }
    }

    /** Whether the client closes a connection within 15 seconds. */
    boolean awaitClientGone() throws InterruptedException {
        return clientGone.await(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve(SSLSocket client) throws IOException {
        try (client) {
            Connection connection = new Connection(client);
            connection.in.readFully(new byte[PREFACE_LENGTH]);
            script.play(connection);
            while (connection.in.read() >= 0) {
                // until the client goes
            }
        } finally {
            clientGone.countDown();
        }
    }

    /** A request of a client. */
    record Request(int stream, String body) {}

    /** One connection. */
    final class Connection {
        private final SSLSocket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection(SSLSocket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
        }

        void settings() throws IOException {
            frame(SETTINGS, 0, 0, new byte[0]);
        }

        /** Reads until a request is there as a whole, and answers what belongs to the connection. */
        Request request() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == SETTINGS && flags != ACK) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                } else if (type == PING && flags != ACK) {
                    frame(PING, ACK, 0, payload);
                } else if (type == DATA) {
                    body.write(payload);
                }
                if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    requested.countDown();
                    return new Request(stream, body.toString(StandardCharsets.UTF_8));
                }
            }
        }

        /**
         * A head, or trailers; each field literally, and none for the table (RFC 7541, section 6.2.2).
         *
         * @param fields name, value, name, value...
         */
        void head(int stream, boolean isAll, String... fields) throws IOException {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            for (int field = 0; field < fields.length; field++) {
                if (field % 2 == 0) {
                    block.write(0);
                }
                byte[] text = fields[field].getBytes(StandardCharsets.US_ASCII);
                block.write(text.length);
                block.write(text);
            }
            frame(HEADERS, END_HEADERS | (isAll ? END_STREAM : 0), stream, block.toByteArray());
        }

        void data(int stream, boolean isAll, String text) throws IOException {
            frame(DATA, isAll ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
        }

        void reset(int stream, int code) throws IOException {
            frame(RST_STREAM, 0, stream, number(code));
        }

        /** @param last the last stream that was or may have been acted on */
        void goAway(int last, int code) throws IOException {
            byte[] payload = new byte[8];
            System.arraycopy(number(last), 0, payload, 0, 4);
            System.arraycopy(number(code), 0, payload, 4, 4);
            frame(GOAWAY, 0, 0, payload);
        }

        void close() throws IOException {
            socket.close();
        }

        private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
            out.writeByte(payload.length >> 16);
            out.writeShort(payload.length);
            out.writeByte(type);
            out.writeByte(flags);
            out.writeInt(stream);
            out.write(payload);
            out.flush();
        }

        private static byte[] number(int value) {
            return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        }
    }
}
