package io.jenkins.plugins.flux.schedule;

import java.util.random.RandomGenerator;

/** A distribution of durations in seconds, as it is known to an oracle and to no schedule. */
interface Durations {

    double sample(RandomGenerator random);

    /** The share of durations that are not longer. */
    double cumulative(double seconds);

    double mean();

    /**
     * @param spread the standard deviation of the logarithm
     */
    static Durations logNormal(double mean, double spread) {
        double centre = StrictMath.log(mean) - spread * spread / 2;
        return new Durations() {
            @Override
            public double sample(RandomGenerator random) {
                return StrictMath.exp(centre + spread * random.nextGaussian());
            }

            @Override
            public double cumulative(double seconds) {
                return seconds <= 0 ? 0 : normal((StrictMath.log(seconds) - centre) / spread);
            }

            @Override
            public double mean() {
                return mean;
            }
        };
    }

    /** One of two, by chance. */
    static Durations mixture(double share, Durations first, Durations second) {
        return new Durations() {
            @Override
            public double sample(RandomGenerator random) {
                return (random.nextDouble() < share ? first : second).sample(random);
            }

            @Override
            public double cumulative(double seconds) {
                return share * first.cumulative(seconds) + (1 - share) * second.cumulative(seconds);
            }

            @Override
            public double mean() {
                return share * first.mean() + (1 - share) * second.mean();
            }
        };
    }

    /** What was drawn, each as likely as the other. */
    static Durations empirical(double[] sorted) {
        double mean = java.util.Arrays.stream(sorted).average().orElseThrow();
        return new Durations() {
            @Override
            public double sample(RandomGenerator random) {
                return sorted[random.nextInt(sorted.length)];
            }

            @Override
            public double cumulative(double seconds) {
                int index = java.util.Arrays.binarySearch(sorted, seconds);
                return (double) (index >= 0 ? index + 1 : -index - 1) / sorted.length;
            }

            @Override
            public double mean() {
                return mean;
            }
        };
    }

    /** The distribution function of the normal distribution, to seven digits (Abramowitz and Stegun 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
        return z > 0 ? 1 - tail : tail;
    }
}
