package io.jenkins.plugins.flux.http;

import java.time.Duration;

/**
 * What one exchange may cost. All three limits cover the answer's body too.
 *
 * @param total from the start of the request to the last byte of the answer
 * @param stall the longest time in which no byte moves in either direction
 * @param maxBytes the largest body of an answer
 */
public record ExchangeLimits(Duration total, Duration stall, long maxBytes) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public ExchangeLimits {
        if (total.isNegative() || total.isZero() || stall.isNegative() || stall.isZero() || maxBytes < 1) {
            throw new IllegalArgumentException("Limits must be positive: " + total + ", " + stall + ", " + maxBytes);
        }
    }

    /** The same limits with another total time. */
    public ExchangeLimits withTotal(Duration newTotal) {
        return new ExchangeLimits(newTotal, stall, maxBytes);
    }

    /** The same limits with another stall time. */
    public ExchangeLimits withStall(Duration newStall) {
        return new ExchangeLimits(total, newStall, maxBytes);
    }

    /** The same limits with another size. */
    public ExchangeLimits withMaxBytes(long newMaxBytes) {
        return new ExchangeLimits(total, stall, newMaxBytes);
    }
}
