package io.jenkins.plugins.flux.schedule;

/**
 * When to poll next, for every age of a job, so that the mean time between ready and seen, plus a price for each poll,
 * is least. Found by dynamic programming, backwards through a grid of ages: the best next age for a job that was not
 * ready at one age follows from the best for all later ages. StrictMath makes it the same on every machine. Immutable;
 * made rarely, read often.
 */
final class PollPlan {

    /** Grid points: fine enough for the tenth of a percent of a typical time. */
    private static final int POINTS = 480;

    /**
     * What a poll costs, in typical runs of a job. It makes about 4 polls of a job if the standard deviation of the
     * logarithm is 0.1, 7 at 0.3 and 10 at 1.
     */
    private static final double PRICE = 0.0055;

    /** A job that is older than all that was observed is polled again after this share of its age. */
    private static final double PATIENCE = 0.15;

    private final double[] ages;
    private final double[] next;
    private final double first;
    private final double step;

    private PollPlan(double[] ages, double[] next) {
        this.ages = ages;
        this.next = next;
        this.first = StrictMath.log(ages[1]);
        this.step = (StrictMath.log(ages[POINTS]) - first) / (POINTS - 1);
    }

    static PollPlan of(ReadyTimes times, double typicalRun) {
        double[] ages = new double[POINTS + 1];
        double[] ready = new double[POINTS + 1];
        double first = StrictMath.log(times.earliest());
        double step = (StrictMath.log(times.latest()) - first) / (POINTS - 1);
        for (int i = 1; i <= POINTS; i++) {
            double logarithm = first + (i - 1) * step;
            ages[i] = StrictMath.exp(logarithm);
            ready[i] = ready[i - 1] + times.density(logarithm) * step;
        }
        // Normalizes the probabilities, whose sum is only about 1.
        for (int i = 1; i <= POINTS; i++) {
            ready[i] /= ready[POINTS];
        }
        return new PollPlan(ages, best(ages, ready, PRICE * typicalRun));
    }

    /** The age, in seconds, at which to poll a job that was not ready at the given one. */
    double next(double age) {
        if (age >= ages[POINTS]) {
            return age * (1 + PATIENCE);
        }
        int i = age < ages[1] ? 0 : (int) Math.ceil((StrictMath.log(age) - first) / step) + 1;
        return i >= POINTS ? age * (1 + PATIENCE) : Math.max(next[i], age);
    }

    /** For each age the best next one. */
    private static double[] best(double[] ages, double[] ready, double price) {
        // The integral of ready: the mean delay of jobs that become ready between two ages and are seen at the later
        // one.
        double[] area = new double[POINTS + 1];
        for (int i = 1; i <= POINTS; i++) {
            area[i] = area[i - 1] + (ready[i] + ready[i - 1]) / 2 * (ages[i] - ages[i - 1]);
        }
        double[] cost = new double[POINTS + 1];
        double[] next = new double[POINTS + 1];
        next[POINTS] = ages[POINTS] * (1 + PATIENCE);
        for (int i = POINTS - 1; i >= 0; i--) {
            cost[i] = Double.POSITIVE_INFINITY;
            for (int j = i + 1; j <= POINTS; j++) {
                double delay = area[j] - area[i] - ready[i] * (ages[j] - ages[i]);
                if (delay > cost[i]) {
                    break;
                }
                if (delay + cost[j] < cost[i]) {
                    cost[i] = delay + cost[j];
                    next[i] = ages[j];
                }
            }
            cost[i] += price * (1 - ready[i]);
        }
        return next;
    }
}
