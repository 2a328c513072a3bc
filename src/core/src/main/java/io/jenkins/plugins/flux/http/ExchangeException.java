package io.jenkins.plugins.flux.http;

import java.io.IOException;
import java.util.OptionalInt;

/** An exchange without a complete answer. The message is one line that names the host, and never a path or query. */
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What became of the exchange. */
    public enum Kind {
        /** The request never left: unknown host, connection refused, connect timeout, TLS handshake, closed tunnel. */
        NOT_SENT,
        /** The request left and the connection ended before the answer did. */
        LOST,
        /** The total or the stall limit passed. */
        TIMED_OUT,
        /** The answer is larger than allowed. */
        TOO_LARGE,
        /** A proxy requires credentials (status 407). {@link #sent()} says whether the request may have passed it. */
        PROXY_AUTHENTICATION
    }

    private final Kind kind;
    private final boolean sent;
    private final int status;

    ExchangeException(Kind kind, boolean sent, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sent = sent;
        this.status = status;
    }

    /** What became of the exchange. */
    public Kind kind() {
        return kind;
    }

    /** False only when it is certain that the other side did not get the request, so that it may be repeated. */
    public boolean sent() {
        return sent;
    }

    /** The status of the answer, if its head had arrived. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
