package io.jenkins.plugins.flux.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The limit of all schedules: polls at the best possible ages since it knows the distribution. Found by dynamic
 * programming on a grid of ages, where the state is the age at which a job was last seen not to be ready; the price of
 * a poll is swept to get the least mean delay for each mean number of polls.
 */
final class Oracle {

    private static final int POINTS = 1000;

    private final Durations durations;
    private final double[] ages = new double[POINTS + 1];
    private final double[] ready = new double[POINTS + 1];
    private final double[] area = new double[POINTS + 1];

    /** The grid is of equal steps of the logarithm from the first to the last age, in seconds. */
    private Oracle(Durations durations, double first, double last) {
        this.durations = durations;
        for (int i = 1; i <= POINTS; i++) {
            ages[i] = first * StrictMath.pow(last / first, (i - 1.0) / (POINTS - 1));
            ready[i] = i == POINTS ? 1 : durations.cumulative(ages[i]);
            area[i] = area[i - 1] + (ready[i] + ready[i - 1]) / 2 * (ages[i] - ages[i - 1]);
        }
    }

    static Oracle of(Durations durations) {
        double first = durations.mean();
        while (durations.cumulative(first) > 1e-6) {
            first /= 1.1;
        }
        double last = durations.mean();
        while (durations.cumulative(last) < 1 - 1e-6) {
            last *= 1.1;
        }
        return new Oracle(durations, first, last);
    }

    double mean() {
        return durations.mean();
    }

    /** What the best ages lead to when a poll costs so many seconds of delay. */
    Cost best(double price) {
        double[] cost = new double[POINTS + 1];
        double[] polls = new double[POINTS + 1];
        double[] delay = new double[POINTS + 1];
        for (int i = POINTS - 1; i >= 0; i--) {
            double least = Double.POSITIVE_INFINITY;
            int next = POINTS;
            double late = 0;
            for (int j = i + 1; j <= POINTS; j++) {
                double candidate = area[j] - area[i] - ready[i] * (ages[j] - ages[i]);
                if (candidate > least) {
                    break;
                }
                if (candidate + cost[j] < least) {
                    least = candidate + cost[j];
                    late = candidate;
                    next = j;
                }
            }
            polls[i] = polls[next] + 1 - ready[i];
            delay[i] = delay[next] + late;
            cost[i] = least + price * (1 - ready[i]);
        }
        return new Cost(polls[0], delay[0]);
    }

    /** The least mean delay, in seconds, with that many polls on average. */
    double leastDelay(double polls) {
        return leastDelay(polls, frontier(List.of(this)));
    }

    /** The same over jobs of several distributions, on average. */
    static double leastDelay(double polls, List<Cost> frontier) {
        for (int i = 1; i < frontier.size(); i++) {
            Cost more = frontier.get(i - 1);
            Cost less = frontier.get(i);
            if (less.polls() <= polls && polls <= more.polls()) {
                double share = (polls - less.polls()) / Math.max(1e-9, more.polls() - less.polls());
                return less.delay() + share * (more.delay() - less.delay());
            }
        }
        throw new IllegalArgumentException(polls + " polls are beyond the frontier " + frontier);
    }

    /** For a cheap to a dear poll: the mean over the given oracles, one for each job. */
    static List<Cost> frontier(List<Oracle> jobs) {
        double mean = jobs.stream().mapToDouble(Oracle::mean).average().orElseThrow();
        List<Cost> frontier = new ArrayList<>();
        for (double price = 0.0005; price < 0.1; price *= 1.2) {
            double polls = 0;
            double delay = 0;
            for (Oracle oracle : jobs) {
                Cost best = oracle.best(price * mean);
                polls += best.polls() / jobs.size();
                delay += best.delay() / jobs.size();
            }
            frontier.add(new Cost(polls, delay));
        }
        return frontier;
    }

    /**
     * What a schedule leads to, on average.
     *
     * @param polls of a job, the one that sees it ready included
     * @param delay seconds between ready and seen
     */
    record Cost(double polls, double delay) {

        static Cost mean(List<Cost> costs) {
            return new Cost(
                    costs.stream().mapToDouble(Cost::polls).average().orElseThrow(),
                    costs.stream().mapToDouble(Cost::delay).average().orElseThrow());
        }

        /** As a schedule with one fixed interval that polls as often has it, for jobs of that mean. */
        double delayOfFixedInterval(double mean) {
            return mean / (2 * (polls - 0.5));
        }
    }
}
