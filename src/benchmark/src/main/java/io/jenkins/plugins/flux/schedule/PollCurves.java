package io.jenkins.plugins.flux.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * The delay that schedules lead to, and the polls that they take, for jobs of one kind: ten seconds, with a spread of
 * 0.3. In virtual time, so the same on every machine.
 */
public final class PollCurves {

    static final Durations JOBS = Durations.logNormal(10, 0.3);

    private static final int MEASURED = 20_000;

    /** What a client may begin with, in seconds, and the longest that it waits. */
    private static final double FIRST = 0.25;

    private static final double LONGEST = 15;

    private PollCurves() {}

    /**
     * @param polls of a job, on average
     * @param delay from ready to seen, on average, as a share of a job's time
     */
    public record Point(double polls, double delay) {

        static Point of(Oracle.Cost cost) {
            return new Point(cost.polls(), cost.delay() / JOBS.mean());
        }
    }

    /** The least delay for each number of polls: nobody can do better who does not know the job itself. */
    public static List<Point> oracle() {
        return Oracle.frontier(List.of(Oracle.of(JOBS))).stream().map(Point::of).toList();
    }

    /** After fifty jobs, as in {@link ScheduleSweep}. */
    public static Point learned() {
        return Point.of(ScheduleSweep.learned(JOBS, true));
    }

    /** {@code pollSchedule: 'backoff'}. */
    public static Point backoff() {
        return measure(Backoff.DEFAULT);
    }

    /** Every half second to every eight seconds. */
    public static List<Point> fixedIntervals() {
        return curve(
                DoubleStream.iterate(0.5, interval -> interval <= 8, interval -> interval * 1.12), PollCurves::fixed);
    }

    /** 250 ms, which grow by 5 % to 150 % with each poll. */
    public static List<Point> growingIntervals() {
        return curve(
                DoubleStream.iterate(0.05, growth -> growth <= 1.5, growth -> growth * 1.25),
                growth -> growing(1 + growth));
    }

    /** 250 ms, which grow by a fifth with each poll: what many clients do. */
    public static Point growingByAFifth() {
        return measure(growing(1.2));
    }

    private static List<Point> curve(DoubleStream parameters, DoubleFunction<PollSchedule> schedules) {
        List<Point> points = new ArrayList<>();
        parameters.forEach(parameter -> points.add(measure(schedules.apply(parameter))));
        return points;
    }

    private static Point measure(PollSchedule schedule) {
        return Point.of(measure(schedule, JOBS));
    }

    static Oracle.Cost measure(PollSchedule schedule, Durations durations) {
        return new VirtualJobs(schedule, true, new Random(1)).measure(durations, MEASURED);
    }

    static PollSchedule fixed(double seconds) {
        return (kind, sinceSubmit) -> new Interval(seconds, 1, seconds);
    }

    static PollSchedule growing(double factor) {
        return (kind, sinceSubmit) -> new Interval(FIRST, factor, LONGEST);
    }

    /** An interval that grows with each poll. */
    private static final class Interval implements PollSchedule.JobPolls {

        private final double factor;
        private final double longest;
        private double wait;

        Interval(double first, double factor, double longest) {
            this.wait = first;
            this.factor = factor;
            this.longest = longest;
        }

        @Override
        public Duration next(Duration sinceSubmit, RandomGenerator random) {
            Duration next = Duration.ofNanos(Math.round(wait * 1e9));
            wait = Math.min(longest, wait * factor);
            return next;
        }

        @Override
        public void running(Duration sinceSubmit) {
            // Waiting and running are all the same to it.
        }
    }
}
