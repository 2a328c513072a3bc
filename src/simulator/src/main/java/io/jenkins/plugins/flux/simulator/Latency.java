package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** How long a job waits or runs: a distribution of durations. */
public sealed interface Latency {
    /** The longest latency; longer samples of an unbounded distribution are limited to it. */
    Duration MAXIMUM = Duration.ofDays(1);

    /** Draws a duration: never negative, never above {@link #MAXIMUM}. */
    Duration sample(RandomGenerator random);

    /** A constant duration. */
    static Latency fixed(Duration value) {
        return new Fixed(value);
    }

    /** Uniformly distributed between both, inclusive. */
    static Latency uniform(Duration shortest, Duration longest) {
        return new Uniform(shortest, longest);
    }

    /**
     * Log-normally distributed: mostly near the median, with a long tail, like real services.
     *
     * @param median half of the samples are shorter
     * @param sigma the standard deviation of the logarithm: 0.5 is moderate, 1 wild; at most 5
     */
    static Latency logNormal(Duration median, double sigma) {
        return new LogNormal(median, sigma);
    }

    /**
     * Parses {@code 2s}, {@code 500ms}, {@code 0.5s..2s} (uniform) or {@code 2s~0.5} (log-normal: median and sigma).
     *
     * @throws IllegalArgumentException with a message for people if the text is invalid
     */
    static Latency parse(String text) {
        return LatencyText.parse(text);
    }

    record Fixed(Duration value) implements Latency {
        /** Checks the value. */
        public Fixed {
            LatencyText.check(value);
        }

        @Override
        public Duration sample(RandomGenerator random) {
            return value;
        }
    }

    record Uniform(Duration shortest, Duration longest) implements Latency {
        /** Checks both ends and their order. */
        public Uniform {
            LatencyText.check(shortest);
            LatencyText.check(longest);
            if (shortest.compareTo(longest) > 0) {
                throw new IllegalArgumentException("a range starts with its shorter end: " + shortest + ".." + longest);
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            return Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
        }
    }

    record LogNormal(Duration median, double sigma) implements Latency {
        private static final double WILDEST = 5;

        /** Checks the median and sigma. */
        public LogNormal {
            LatencyText.check(Objects.requireNonNull(median, "median"));
            if (!(sigma >= 0 && sigma <= WILDEST)) {
                throw new IllegalArgumentException("sigma must be between 0 and 5: " + sigma);
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            double nanos = median.toNanos() * Math.exp(sigma * random.nextGaussian());
            return Duration.ofNanos((long) Math.min(nanos, MAXIMUM.toNanos()));
        }
    }
}
