package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.ExchangeException;
import io.jenkins.plugins.flux.http.RetryAfter;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Maps every failure of a transfer to its kind; the only place that does. */
final class ImageFailures {
    private static final int MAX_HEADER = 40;

    private ImageFailures() {}

    /** Whether the body of an answer is the image. */
    static boolean isImage(HttpResponse head) {
        return head.getCode() == 200 && encoding(head).equalsIgnoreCase("identity");
    }

    /** An answer without an image. */
    static ImageException refusal(URI address, HttpResponse head) {
        int status = head.getCode();
        String message = "the image host answered with status " + status + " for " + SafeText.address(address);
        return switch (status) {
            case 200 ->
                new ImageException(
                        Kind.WRONG_CONTENT,
                        "the image host sent " + SafeText.address(address) + " with the content encoding "
                                + SafeText.oneLine(encoding(head), MAX_HEADER)
                                + "; expected plain bytes");
            case 408, 425, 429 -> unavailable(message, head);
            default ->
                status >= 400 && status < 500
                        ? new ImageException(
                                Kind.EXPIRED,
                                message + ": the address has expired; fetch the result again for a new one")
                        : unavailable(message, head);
        };
    }

    /** A broken transfer. */
    static ImageException lostExchange(URI address, ExchangeException lost) {
        Kind kind = switch (lost.kind()) {
            case NOT_SENT, LOST -> Kind.UNAVAILABLE;
            case TIMED_OUT -> Kind.TIMED_OUT;
            case TOO_LARGE -> Kind.TOO_LARGE;
            case PROXY_AUTHENTICATION -> Kind.REFUSED;
        };
        return new ImageException(kind, lost.getMessage() + ", for " + SafeText.address(address), lost);
    }

    static ImageException tooLate(URI address, Duration total) {
        return new ImageException(
                Kind.TIMED_OUT,
                "no complete image within " + total.toSeconds() + " s, for " + SafeText.address(address));
    }

    static ImageException tooLarge(long bytes, long allowed) {
        return new ImageException(
                Kind.TOO_LARGE,
                "the image within the result has " + bytes + " bytes; at most " + allowed + " are allowed");
    }

    static ImageException storage(Exception failure) {
        return new ImageException(Kind.STORAGE, "the image could not be stored: " + failure, failure);
    }

    static ImageException shutDown(Exception failure) {
        return new ImageException(Kind.STORAGE, "the image was not downloaded: downloads have been shut down", failure);
    }

    private static ImageException unavailable(String message, HttpResponse head) {
        Duration wait = RetryAfter.from(head, Clock.systemUTC()).orElse(null);
        return new ImageException(Kind.UNAVAILABLE, message + "; try again later", wait, null);
    }

    private static String encoding(HttpResponse head) {
        return Optional.ofNullable(head.getFirstHeader("Content-Encoding"))
                .map(Header::getValue)
                .orElse("identity");
    }
}
