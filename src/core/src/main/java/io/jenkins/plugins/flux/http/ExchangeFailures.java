package io.jenkins.plugins.flux.http;

import io.jenkins.plugins.flux.http.ExchangeException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what became of a failed exchange, and in one line why. */
final class ExchangeFailures {
    private static final int MAX_REASON = 200;

    private final URI target;
    private final String host;
    private final ExchangeLimits limits;
    private final ExchangeProgress progress;

    ExchangeFailures(URI target, ExchangeLimits limits, ExchangeProgress progress) {
        this.target = target;
        this.host = SafeText.host(target);
        this.limits = limits;
        this.progress = progress;
    }

    /** A request that could not even be put together. */
    static ExchangeException notPrepared(URI target, String reason) {
        String message = "the request to " + SafeText.host(target) + " could not be prepared (" + reason
                + "); check the proxy settings";
        return new ExchangeException(Kind.NOT_SENT, false, 0, message, null);
    }

    /** What the client reports. */
    ExchangeException from(Throwable failure) {
        if (progress.isBodyStillHere() || isBeforeSending(failure)) {
            return notConnected(failure);
        }
        return failure(Kind.LOST, true, "the connection to " + host + " was lost: " + reason(failure), failure);
    }

    /** A failure before the request was sent. */
    ExchangeException notConnected(Throwable failure) {
        return failure(Kind.NOT_SENT, false, "no connection to " + host + ": " + reason(failure), failure);
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

    /**
     * @param isJavasTunnel whether the JDK's client asked the proxy for a tunnel, if it was one: it sends Basic credentials
     *     there only when told so
     * @param isSent whether the request may have passed that proxy
     */
    ExchangeException proxyAuthentication(boolean isJavasTunnel, boolean isSent) {
        String message = "the proxy on the way to " + host
                + " asks for a user name and password (status 407); check the proxy settings";
        if (isJavasTunnel && "https".equalsIgnoreCase(target.getScheme())) {
            message += ", and start Java with -Djdk.http.auth.tunneling.disabledSchemes= if they are correct";
        }
        return failure(Kind.PROXY_AUTHENTICATION, isSent, message, null);
    }

    private ExchangeException timedOut(String message) {
        return failure(Kind.TIMED_OUT, !progress.isBodyStillHere(), message, null);
    }

    private ExchangeException failure(Kind kind, boolean sent, String message, Throwable cause) {
        return new ExchangeException(kind, sent, progress.status(), message, cause);
    }

    private static boolean isBeforeSending(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof HttpConnectTimeoutException
                    || t instanceof NoRouteToHostException
                    || t instanceof UnknownHostException
                    || t instanceof UnresolvedAddressException
                    || t instanceof SSLHandshakeException
                    || t instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return "the host name is unknown";
            }
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException && t.getMessage() != null) {
                return SafeText.oneLine(t.getMessage(), MAX_REASON);
            }
        }
        // On Java 17 a refused connection has no message.
        return failure instanceof ConnectException
                ? "the connection was refused"
                : failure.getClass().getSimpleName();
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
