package io.jenkins.plugins.flux.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** The connection of a call that is not yet answered completely. Used by one thread at a time. */
final class OpenAnswer {
    /** Stands for no Content-Length: the body is chunked. */
    static final long CHUNKED = Long.MAX_VALUE;

    private final HttpExchange http;
    private final Runnable done;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();

    /** Creates one; {@code done} runs once, when the connection no longer counts as open. */
    OpenAnswer(HttpExchange http, Runnable done) {
        this.http = http;
        this.done = done;
    }

    /** Sends status line and headers. */
    void begin(Reply reply, long length) throws IOException {
        reply.headers().forEach(http.getResponseHeaders()::set);
        if (http.getRequestMethod().equals("HEAD")) {
            http.getResponseHeaders().set("Content-Length", Long.toString(length));
            http.sendResponseHeaders(reply.status(), -1);
        } else {
            http.sendResponseHeaders(reply.status(), jdkLength(length));
            if (length != 0) {
                // Newer JDKs hold the headers back until the body begins, which a stalled one never does.
                http.getResponseBody().flush();
            }
        }
    }

    boolean wantsBody() {
        return !http.getRequestMethod().equals("HEAD");
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        OutputStream out = http.getResponseBody();
        out.write(bytes, from, to - from);
        out.flush();
    }

    /** Sends a part of the answer; closes the connection if the caller is gone. */
    void attempt(Part part) {
        try {
            part.run();
        } catch (IOException e) {
            close();
        }
    }

    /** Closes the connection if the answer is incomplete; otherwise keeps it for the next call. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            http.close();
            release();
        }
    }

    /**
     * Stops counting the connection as open; called before its last bytes, after which the caller may open the next.
     */
    void release() {
        if (released.compareAndSet(false, true)) {
            done.run();
        }
    }

    /** The JDK's server expects -1 for an empty body and 0 for chunks. */
    private static long jdkLength(long length) {
        if (length == CHUNKED) {
            return 0;
        }
        return length == 0 ? -1 : length;
    }

    /** A part of an answer. */
    interface Part {
        void run() throws IOException;
    }
}
