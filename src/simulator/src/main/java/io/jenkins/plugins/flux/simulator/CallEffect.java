package io.jenkins.plugins.flux.simulator;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How a single answer goes wrong. {@link Fault} has a factory for each. A call has at most one effect of each of the
 * kinds {@link Refusal}, {@link Content} and {@link Delivery}.
 */
public sealed interface CallEffect extends Effect {
    sealed interface Refusal extends CallEffect {
        @Override
        default Class<? extends Effect> kind() {
            return Refusal.class;
        }
    }

    /** Refuses the call with this status. */
    record Status(int code, Optional<RetryAfter> retryAfter) implements Refusal {
        /** Checks the arguments. */
        public Status {
            Check.errorStatus(code);
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** As {@link Status}, with the caller's key in the message: plain, URL-encoded and in Base64. */
    record EchoKey(int code) implements Refusal {
        /** Checks the arguments. */
        public EchoKey {
            Check.errorStatus(code);
        }
    }

    /**
     * Every answer, correct or an error, has the caller's key in all headers with free text, addresses and texts for
     * people: plain, URL-encoded, in Base64 and escaped for JSON. Bodies that are neither JSON nor text are unchanged.
     */
    record KeyInAnswers() implements CallEffect {}

    /**
     * Every answer, correct or an error, has this many additional characters in each text for people, which do harm
     * where they are displayed.
     */
    record HostileText(int length) implements CallEffect {
        /** Checks the arguments. */
        public HostileText {
            Check.that(length >= 1 && length <= 10_000_000, "a text has 1 to 10000000 characters, not " + length);
        }
    }

    /** Answers 302 instead. */
    record Redirect(RedirectTarget target) implements Refusal {
        /** Checks the arguments. */
        public Redirect {
            Objects.requireNonNull(target, "target");
        }
    }

    /** As {@link Redirect} to the same host, several times in a row, before the real answer. */
    record RedirectHops(int hops) implements Refusal {
        /** Checks the arguments. */
        public RedirectHops {
            Check.that(hops >= 1 && hops <= 1000, "there are 1 to 1000 hops, not " + hops);
        }
    }

    /** Answers 302 to this URL instead. */
    record RedirectTo(URI location) implements Refusal {
        /** Checks the arguments. */
        public RedirectTo {
            Objects.requireNonNull(location, "location");
        }
    }

    /** Closes the connection without an answer. */
    record LostBefore() implements Refusal {}

    /** The call is carried out, but the answer has a different body. */
    sealed interface Content extends CallEffect {
        @Override
        default Class<? extends Effect> kind() {
            return Content.class;
        }
    }

    /** The real status with a different body. */
    record ReplacedBody(WrongBody body) implements Content {
        /** Checks the arguments. */
        public ReplacedBody {
            Objects.requireNonNull(body, "body");
        }
    }

    /** Something between caller and service answers instead of the service, which has carried out the call. */
    record InBetween(int status, WrongBody body) implements Content {
        /** Checks the arguments. */
        public InBetween {
            Check.that(status >= 300 && status <= 599, "in between, a status is 300 to 599, not " + status);
            Objects.requireNonNull(body, "body");
        }
    }

    /** The real body, compressed, with {@code Content-Encoding: gzip}, whether or not the caller accepts that. */
    record Gzip() implements Content {}

    /** The answer is not sent properly. */
    sealed interface Delivery extends CallEffect {
        @Override
        default Class<? extends Effect> kind() {
            return Delivery.class;
        }
    }

    /** The call is carried out, but the connection is closed without an answer. */
    record LostAfter() implements Delivery {}

    /** The body is sent at this many bytes per second. */
    record SlowBody(long bytesPerSecond) implements Delivery {
        /** Checks the arguments. */
        public SlowBody {
            Check.that(bytesPerSecond >= 1, "a slow body has at least one byte a second");
        }
    }

    /** The body stops after this many bytes, but the connection stays open. */
    record StalledBody(long afterBytes) implements Delivery {
        /** Checks the arguments. */
        public StalledBody {
            Check.that(afterBytes >= 0, "bytes must not be negative: " + afterBytes);
        }
    }

    /** The call is carried out, but never answered; the connection stays open. */
    record StalledHeaders() implements Delivery {}

    /** The connection is closed after this many bytes of the body; Content-Length is that of the complete body. */
    record TruncatedBody(long afterBytes) implements Delivery {
        /** Checks the arguments. */
        public TruncatedBody {
            Check.that(afterBytes >= 0, "bytes must not be negative: " + afterBytes);
        }
    }

    /**
     * The body is padded to this many bytes: spaces after JSON, zeros after an image; {@code Long.MAX_VALUE} never
     * ends.
     */
    record OversizedBody(long bytes) implements Delivery {
        /** Checks the arguments. */
        public OversizedBody {
            Check.that(bytes >= 1, "an oversized body has at least one byte");
        }
    }

    /** Content-Length is wrong by this many bytes: above 0 the body ends early, below 0 its end is missing. */
    record WrongContentLength(long difference) implements Delivery {
        /** Checks the arguments. */
        public WrongContentLength {
            Check.that(difference != 0, "a difference of 0 is no fault");
        }
    }
}
