package io.jenkins.plugins.flux.history;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the phases of an image may take. Each is turned into an absolute time when its phase begins.
 *
 * @param queue from the accepted submit until the service starts the job
 * @param run from when the job is first seen running until it is complete
 * @param delivery from the complete job until its image is stored, retries included; waits that the service requests
 *     are added, up to six times as long in all
 * @param total for the whole plan, from its start; empty for no limit of its own
 */
public record Deadlines(Duration queue, Duration run, Duration delivery, Optional<Duration> total) {

    /** Long enough for an outage of the image host to pass; result URLs of this service do not live much longer. */
    public static final Duration DEFAULT_DELIVERY = Duration.ofMinutes(10);

    public Deadlines {
        requirePositive("queue", queue);
        requirePositive("run", run);
        requirePositive("delivery", delivery);
        total.ifPresent(value -> requirePositive("total", value));
    }

    /** A limit for a message: {@code 1 second}, {@code 600 seconds}. */
    public static String inWords(Duration limit) {
        return limit.toSeconds() == 1 ? "1 second" : limit.toSeconds() + " seconds";
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is not allowed; it must be longer than 0 seconds");
        }
    }
}
