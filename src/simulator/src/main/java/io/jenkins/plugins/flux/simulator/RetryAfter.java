package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * A {@code Retry-After} header.
 *
 * @param delay how long the caller is asked to wait, in whole seconds on the wire (rounded up)
 * @param asDate true for an HTTP date, which is the time of the answer plus the delay; false for seconds
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
