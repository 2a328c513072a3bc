package io.jenkins.plugins.flux.http;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.HttpException;

/** Decides what became of a failed exchange, and gives the reason in one line. */
final class ExchangeFailures {
    private static final int MAX_REASON = 200;

    /** What the library puts before the reason of a connection that failed: host and addresses. */
    private static final String TO_WHERE = "(?s)^Connect to .* failed: ";

    private final String host;
    private final ExchangeLimits limits;
    private final ExchangeProgress progress;

    /** @param host with the port, as the address has it */
    ExchangeFailures(String host, ExchangeLimits limits, ExchangeProgress progress) {
        this.host = host;
        this.limits = limits;
        this.progress = progress;
    }

    /** A request that could not even be put together. No cause and no detail: they may quote the proxy's password. */
    ExchangeException notPrepared(RuntimeException failure) {
        String message = "the request to " + host + " could not be prepared ("
                + failure.getClass().getSimpleName() + "); check the proxy settings";
        return new ExchangeException(Kind.NOT_SENT, false, 0, message, null);
    }

    /** What the library reports. */
    ExchangeException from(Throwable failure) {
        if (progress.isUnsent()) {
            return notConnected(failure);
        }
        return failure(Kind.LOST, true, "the connection to " + host + " was lost: " + reason(failure), failure);
    }

    /** A failure before the request was sent. */
    ExchangeException notConnected(Throwable failure) {
        return failure(Kind.NOT_SENT, false, "no connection to " + host + ": " + reason(failure), failure);
    }

    /** A proxy that does not let the request through. */
    ExchangeException tunnelRefused(int status) {
        return status == 407
                ? proxyAuthentication(false)
                : failure(
                        Kind.NOT_SENT,
                        false,
                        "no connection to " + host + ": the proxy answered with status " + status,
                        null);
    }

    /** @param isSent whether the request may have passed the proxy */
    ExchangeException proxyAuthentication(boolean isSent) {
        String message = "the proxy on the way to " + host
                + " asks for a user name and password (status 407); check the proxy settings";
        return failure(Kind.PROXY_AUTHENTICATION, isSent, message, null);
    }

    ExchangeException tooLarge() {
        return failure(
                Kind.TOO_LARGE,
                true,
                "the answer of " + host + " is larger than " + limits.maxBytes() + " bytes",
                null);
    }

    ExchangeException totalPassed() {
        return timedOut("no complete answer from " + host + " within "
                + seconds(limits.total().toMillis()));
    }

    ExchangeException stalled() {
        return timedOut(
                "no data from " + host + " for " + seconds(limits.stall().toMillis()));
    }

    private ExchangeException timedOut(String message) {
        return failure(Kind.TIMED_OUT, !progress.isUnsent(), message, null);
    }

    private ExchangeException failure(Kind kind, boolean sent, String message, Throwable cause) {
        return new ExchangeException(kind, sent, progress.status(), message, cause);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the connection timed out";
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return "the certificate is not for this host";
        }
        String text = String.valueOf(failure.getMessage()).replaceFirst(TO_WHERE, "");
        if (failure instanceof ConnectException && text.contains("refused")) {
            return "the connection was refused";
        }
        boolean isOfTheNetwork = failure instanceof IOException || failure instanceof HttpException;
        return failure.getMessage() == null || !isOfTheNetwork
                ? failure.getClass().getSimpleName()
                : SafeText.oneLine(text, MAX_REASON);
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
