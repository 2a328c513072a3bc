package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.RedirectTarget;
import io.jenkins.plugins.flux.simulator.RetryAfter;
import io.jenkins.plugins.flux.simulator.key.KeyForms;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The answers to calls that are not carried out because of a fault. */
final class Refusals {
    private static final URI FILE = URI.create("file:///etc/passwd");
    private static final URI PRIVATE_ADDRESS = URI.create("http://10.255.255.1/");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final KeyRing keys;

    Refusals(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the answer; empty to close the connection without one. */
    Optional<Reply> reply(CallEffect.Refusal effect, Call call, Operation operation, URI otherHost) {
        if (effect instanceof CallEffect.Status status) {
            return Optional.of(status(status, operation));
        }
        if (effect instanceof CallEffect.EchoKey echo) {
            return Optional.of(echo(echo.code(), call));
        }
        if (effect instanceof CallEffect.Redirect redirect) {
            return Optional.of(redirectTo(location(redirect.target(), call, otherHost)));
        }
        if (effect instanceof CallEffect.RedirectHops hops) {
            return Optional.of(redirectTo(RedirectMark.first(hops.hops()).on(call.path())));
        }
        if (effect instanceof CallEffect.RedirectTo redirect) {
            return Optional.of(redirectTo(redirect.location().toString()));
        }
        return Optional.empty();
    }

    static Reply redirectTo(String location) {
        return Reply.text(302, "Found").with("Location", location);
    }

    private static String location(RedirectTarget target, Call call, URI otherHost) {
        String answered = RedirectMark.first(1).on(call.path());
        return switch (target) {
            case SAME_HOST -> answered;
            case OTHER_HOST -> otherHost + answered;
            case LOOP -> call.target();
            case FILE -> FILE.toString();
            case PRIVATE_ADDRESS -> PRIVATE_ADDRESS.toString();
        };
    }

    private static Reply status(CallEffect.Status status, Operation operation) {
        Reply reply = ErrorReplies.usual(status.code(), operation);
        return status.retryAfter()
                .map(header -> reply.with("Retry-After", text(header)))
                .orElse(reply);
    }

    private static String text(RetryAfter header) {
        if (!header.asDate()) {
            return Long.toString(wholeSeconds(header.delay()));
        }
        // Dates have whole seconds; rounding down would end the delay too early.
        long second = wholeSeconds(Duration.between(Instant.EPOCH, Instant.now().plus(header.delay())));
        return HTTP_DATE.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    private Reply echo(int code, Call call) {
        String key = keys.value(call.authorization()).orElse("");
        String message = ErrorReplies.message(code) + ": key " + key + " (" + KeyForms.urlEncoded(key) + ", "
                + KeyForms.base64(key) + ") was refused";
        return ErrorReplies.gateway(code, ErrorReplies.code(code), message);
    }
}
