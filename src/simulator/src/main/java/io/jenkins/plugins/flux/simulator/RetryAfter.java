package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * A {@code Retry-After} header.
 *
 * @param delay how long the caller should wait; rounded up to seconds on the wire
 * @param asDate whether it is sent as an HTTP date, not as seconds
 */
public record RetryAfter(Duration delay, boolean asDate) {
    /** Checks the delay. */
    public RetryAfter {
        Objects.requireNonNull(delay, "delay");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("Retry-After must not be negative: " + delay);
        }
    }
}
