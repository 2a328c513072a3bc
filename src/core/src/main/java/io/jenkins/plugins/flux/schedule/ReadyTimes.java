package io.jenkins.plugins.flux.schedule;

import java.util.Arrays;

/**
 * How long jobs take, as a distribution that is estimated from observed times (kernel density estimation): a normal
 * kernel in logarithmic time around each observation, and a broad share for what was never seen. Immutable.
 */
final class ReadyTimes {

    /** Kernel widths in logarithmic time that are tried; 0.05 is about 5 % of a time. */
    private static final double[] WIDTHS = {0.5, 0.32, 0.22, 0.15, 0.1, 0.06, 0.035, 0.02};

    /**
     * After how many further jobs an observation may count half: this follows a drift, and is precise for what stays.
     */
    private static final double[] HALF_LIVES = {100, 30, 10};

    /** The broad share counts as much as this many observations, so that it fades as more are made. */
    private static final double BROAD_WEIGHT = 0.7;

    /** The standard deviation of its logarithm. */
    private static final double BROAD_WIDTH = 0.8;

    /** Beyond this number of standard deviations, a kernel is negligible. */
    private static final double REACH = 3.5;

    private final double[] logarithms;
    private final double[] weights;
    private final double width;
    private final double broadCentre;
    private final double broadShare;

    private ReadyTimes(double[] logarithms, double halfLife, double width) {
        this.logarithms = logarithms;
        this.width = width;
        double[] recency = new double[logarithms.length];
        Arrays.setAll(recency, i -> weight(logarithms.length - 1 - i, halfLife));
        double total = Arrays.stream(recency).sum();
        this.broadShare = BROAD_WEIGHT / (BROAD_WEIGHT + total);
        this.weights = Arrays.stream(recency).map(weight -> weight / total).toArray();
        this.broadCentre = median(logarithms, weights);
    }

    /**
     * The distribution that best predicted each observation from those before it.
     *
     * @param seconds the observed times, oldest first; at least one, each more than 0
     */
    static ReadyTimes of(double[] seconds) {
        double[] logarithms = Arrays.stream(seconds).map(StrictMath::log).toArray();
        double highest = Double.NEGATIVE_INFINITY;
        double bestHalfLife = HALF_LIVES[0];
        double bestWidth = WIDTHS[0];
        for (double halfLife : HALF_LIVES) {
            for (double width : WIDTHS) {
                double likelihood = likelihood(logarithms, halfLife, width);
                if (likelihood > highest) {
                    highest = likelihood;
                    bestHalfLife = halfLife;
                    bestWidth = width;
                }
            }
        }
        return new ReadyTimes(logarithms, bestHalfLife, bestWidth);
    }

    /** Before this time, in seconds, almost no job is ready. */
    double earliest() {
        double first = Arrays.stream(logarithms).min().orElseThrow() - REACH * width;
        return StrictMath.exp(Math.min(first, broadCentre - 2 * BROAD_WIDTH));
    }

    /** After this time, in seconds, almost every job is ready. */
    double latest() {
        double last = Arrays.stream(logarithms).max().orElseThrow() + REACH * width;
        return StrictMath.exp(Math.max(last, broadCentre + 2 * BROAD_WIDTH));
    }

    /** Probability per unit of logarithmic time. */
    double density(double logarithm) {
        double sum = 0;
        for (int i = 0; i < logarithms.length; i++) {
            sum += weights[i] * kernel(logarithm - logarithms[i], width);
        }
        return (1 - broadShare) * sum + broadShare * kernel(logarithm - broadCentre, BROAD_WIDTH);
    }

    private static double likelihood(double[] logarithms, double halfLife, double width) {
        double sum = 0;
        double centre = Arrays.stream(logarithms).average().orElseThrow();
        double[] weights = new double[logarithms.length];
        Arrays.setAll(weights, since -> weight(since, halfLife));
        for (int i = 1; i < logarithms.length; i++) {
            double foretold = BROAD_WEIGHT * kernel(logarithms[i] - centre, BROAD_WIDTH);
            double total = BROAD_WEIGHT;
            for (int j = 0; j < i; j++) {
                double weight = weights[i - j];
                foretold += weight * kernel(logarithms[i] - logarithms[j], width);
                total += weight;
            }
            sum += StrictMath.log(foretold / total);
        }
        return sum;
    }

    private static double weight(int jobsSince, double halfLife) {
        return StrictMath.pow(0.5, jobsSince / halfLife);
    }

    private static double kernel(double distance, double width) {
        double z = distance / width;
        return z * z > 50 ? 0 : StrictMath.exp(-z * z / 2) / (width * Math.sqrt(2 * Math.PI));
    }

    private static double median(double[] logarithms, double[] weights) {
        Integer[] order = new Integer[logarithms.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(logarithms[a], logarithms[b]));
        double half = Arrays.stream(weights).sum() / 2;
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum >= half) {
                return logarithms[i];
            }
        }
        return logarithms[order[order.length - 1]];
    }
}
