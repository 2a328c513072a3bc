package io.jenkins.plugins.flux.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** What the schedule costs beside the oracle, in virtual time, for many kinds of services. */
public final class ScheduleSweep {

    /** The constants of the schedule were chosen with seeds from 1 to 24. */
    private static final int FIRST_SEED = 101;

    private static final int REPETITIONS = 24;
    private static final int JOBS = 400;

    private ScheduleSweep() {}

    /**
     * @param name the service
     * @param polls of a job
     * @param delay between ready and seen, as a share of the service time
     * @param oracle the least delay with as many polls
     * @param fixed the delay of a fixed interval with as many polls
     * @param backoff the polls and delay of 250 ms that grow by a fifth
     * @param limit how many times the oracle's delay is allowed
     */
    public record Row(
            String name, double polls, double delay, double oracle, double fixed, double[] backoff, double limit) {}

    public static List<Row> run() {
        Map<String, Durations> services = new LinkedHashMap<>();
        for (double mean : new double[] {2, 10, 60}) {
            for (double spread : new double[] {0.1, 0.2, 0.3, 0.5, 1}) {
                services.put("log-normal " + mean + " s, spread " + spread, Durations.logNormal(mean, spread));
            }
        }
        for (double spread : new double[] {0.1, 0.15, 0.3}) {
            services.put("60 % 4 s, 40 % 20 s, spread " + spread, mixture(spread));
        }
        List<Row> rows = new ArrayList<>();
        for (boolean told : new boolean[] {true, false}) {
            String suffix = told ? "" : ", inference time not reported";
            services.forEach((name, durations) ->
                    rows.add(row(name + suffix, durations, 1.25, frontier(durations), learned(durations, told))));
            changes(told, suffix, rows);
            queues(told, suffix, rows);
        }
        return rows;
    }

    /** What is left to pay for once fifty jobs have been seen. */
    static Oracle.Cost learned(Durations durations, boolean told) {
        return cost(told, jobs -> {
            jobs.learn(durations, 50);
            return jobs.measure(durations, JOBS);
        });
    }

    private static void changes(boolean told, String suffix, List<Row> rows) {
        double[][] changes = {
            {10, 0.3, 2, 0.3}, {2, 0.3, 10, 0.3}, {10, 0.3, 60, 0.3}, {60, 0.3, 2, 0.3}, {10, 0.1, 10, 0.5}
        };
        for (double[] change : changes) {
            Durations before = Durations.logNormal(change[0], change[1]);
            Durations after = Durations.logNormal(change[2], change[3]);
            String name = "30 jobs after " + change[0] + " s, spread " + change[1] + " became " + change[2]
                    + " s, spread " + change[3] + suffix;
            rows.add(row(name, after, 1.5, frontier(after), cost(told, jobs -> {
                jobs.learn(before, 100);
                jobs.learn(after, 30);
                return jobs.measure(after, JOBS);
            })));
        }
        List<Oracle> oracles = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            oracles.add(Oracle.of(Durations.logNormal(5 + i * 0.25, 0.3)));
        }
        rows.add(row(
                "drift from 5 s to 15 s over 600 jobs, spread 0.3" + suffix,
                Durations.logNormal(9.9, 0.3),
                1.25,
                Oracle.frontier(oracles),
                cost(told, jobs -> {
                    jobs.learn(Durations.logNormal(5, 0.3), 50);
                    List<Oracle.Cost> steps = new ArrayList<>();
                    for (int i = 0; i < 40; i++) {
                        steps.add(jobs.learn(Durations.logNormal(5 + i * 0.25, 0.3), 15));
                    }
                    return Oracle.Cost.mean(steps);
                })));
    }

    private static void queues(boolean told, String suffix, List<Row> rows) {
        Durations runs = Durations.logNormal(10, 0.3);
        double[][] queues = {{4, 2}, {4, 2.3}, {8, 1}, {1, 9}};
        for (double[] queue : queues) {
            int slots = (int) queue[0];
            List<Oracle> oracles = VirtualJobs.oraclesOfQueue(runs, 120, slots, queue[1], new Random(2));
            String name = "queue of " + slots + " slots, a job each " + queue[1] + " s, 10 s, spread 0.3" + suffix;
            double mean = oracles.stream().mapToDouble(Oracle::mean).average().orElseThrow();
            rows.add(row(name, Durations.logNormal(mean, 0.3), 1.25, Oracle.frontier(oracles), cost(told, jobs -> {
                jobs.learn(runs, 50);
                return jobs.queue(runs, 120, slots, queue[1]);
            })));
        }
    }

    private static Row row(
            String name, Durations durations, double limit, List<Oracle.Cost> frontier, Oracle.Cost cost) {
        double mean = durations.mean();
        return new Row(
                name,
                cost.polls(),
                cost.delay() / mean,
                Oracle.leastDelay(cost.polls(), frontier) / mean,
                cost.delayOfFixedInterval(mean) / mean,
                backoff(durations),
                limit);
    }

    /** What a wait of 250 ms that grows by a fifth with each poll leads to. */
    private static double[] backoff(Durations durations) {
        Oracle.Cost cost = PollCurves.measure(PollCurves.growing(1.2), durations);
        return new double[] {cost.polls(), cost.delay() / durations.mean()};
    }

    private static List<Oracle.Cost> frontier(Durations durations) {
        return Oracle.frontier(List.of(Oracle.of(durations)));
    }

    private static Durations mixture(double spread) {
        return Durations.mixture(0.6, Durations.logNormal(4, spread), Durations.logNormal(20, spread));
    }

    private static Oracle.Cost cost(boolean told, Function<VirtualJobs, Oracle.Cost> measure) {
        return VirtualJobs.mean(FIRST_SEED, REPETITIONS, told, measure);
    }
}
