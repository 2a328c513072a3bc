package io.jenkins.plugins.flux.schedule;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Jobs of a service in virtual time, polled as a schedule says; counts the polls and the delays. */
final class VirtualJobs {

    private static final JobKind KIND =
            new JobKind(QueueEndpoint.of("https://service.example/model", "flux_pro_11"), 1024, 768);

    private final PollSchedule schedule;
    private final boolean reportsInferenceTime;
    private final RandomGenerator random;
    private double now;

    /**
     * @param reportsInferenceTime whether the service says how long it has worked
     */
    VirtualJobs(PollSchedule schedule, boolean reportsInferenceTime, RandomGenerator random) {
        this.schedule = schedule;
        this.reportsInferenceTime = reportsInferenceTime;
        this.random = random;
    }

    /** A schedule that learns, and knows nothing yet. */
    static PollSchedule unlearned() {
        return new LearnedSchedule(Backoff.DEFAULT, Runnable::run);
    }

    /**
     * The mean of what is measured with so many seeds from the first one on, each time with a schedule that knows
     * nothing yet.
     *
     * @param reportsInferenceTime whether the service says how long it has worked
     */
    static Oracle.Cost mean(
            int firstSeed, int seeds, boolean reportsInferenceTime, Function<VirtualJobs, Oracle.Cost> measure) {
        return Oracle.Cost.mean(IntStream.range(firstSeed, firstSeed + seeds)
                .mapToObj(seed -> measure.apply(new VirtualJobs(unlearned(), reportsInferenceTime, new Random(seed))))
                .toList());
    }

    /** So many jobs one after the other, each begun at once; the schedule learns from them. */
    Oracle.Cost learn(Durations durations, int jobs) {
        Tally tally = new Tally();
        for (int i = 0; i < jobs; i++) {
            Job job = new Job(now, now, durations.sample(random));
            poll(job, List.of());
            tally.add(job);
        }
        return tally.mean();
    }

    /** The same where nothing is learned from any of them. */
    Oracle.Cost measure(Durations durations, int jobs) {
        Tally tally = new Tally();
        for (int i = 0; i < jobs; i++) {
            Job job = new Job(now, now, durations.sample(random));
            job.learns = false;
            poll(job, List.of());
            tally.add(job);
        }
        return tally.mean();
    }

    private void poll(Job job, List<Job> ahead) {
        now = job.next(now);
        while (!job.see(now, ahead)) {
            now = job.next(now);
        }
    }

    /**
     * Jobs that are submitted at regular times to a service that works on so many at once and reports their places.
     *
     * @param every seconds from submit to submit; 0 for all at once
     */
    Oracle.Cost queue(Durations runs, int jobs, int slots, double every) {
        List<Job> all = new ArrayList<>();
        PriorityQueue<Double> free = freeSlots(slots, now);
        for (int i = 0; i < jobs; i++) {
            double submitted = now + i * every;
            double begun = Math.max(submitted, free.remove());
            Job job = new Job(submitted, begun, runs.sample(random));
            free.add(job.ready);
            all.add(job);
        }
        PriorityQueue<Job> due = new PriorityQueue<>(Comparator.comparingDouble((Job job) -> job.due));
        all.forEach(job -> job.due = job.next(job.submitted));
        due.addAll(all);
        Tally tally = new Tally();
        while (!due.isEmpty()) {
            Job job = due.remove();
            now = job.due;
            if (job.see(now, all)) {
                tally.add(job);
            } else {
                job.due = job.next(now);
                due.add(job);
            }
        }
        return tally.mean();
    }

    /** An oracle for each of such jobs: it knows how long the wait for each is likely to be. */
    static List<Oracle> oraclesOfQueue(Durations runs, int jobs, int slots, double every, RandomGenerator random) {
        int draws = 1000;
        double[][] times = new double[jobs][draws];
        for (int draw = 0; draw < draws; draw++) {
            PriorityQueue<Double> free = freeSlots(slots, 0);
            for (int i = 0; i < jobs; i++) {
                double ready = Math.max(i * every, free.remove()) + runs.sample(random);
                free.add(ready);
                times[i][draw] = ready - i * every;
            }
        }
        List<Oracle> oracles = new ArrayList<>();
        for (double[] job : times) {
            Arrays.sort(job);
            oracles.add(Oracle.of(Durations.empirical(job)));
        }
        return oracles;
    }

    private static PriorityQueue<Double> freeSlots(int slots, double from) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < slots; i++) {
            free.add(from);
        }
        return free;
    }

    private final class Job {

        private final double submitted;
        private final double begun;
        private final double ready;
        private final PollSchedule.JobPolls polls = schedule.watch(KIND, Duration.ZERO);
        private boolean learns = true;
        private double due;
        private int polled;
        private double seen;

        Job(double submitted, double begun, double run) {
            this.submitted = submitted;
            this.begun = begun;
            this.ready = begun + run;
        }

        double next(double at) {
            return at + LearnedPolls.seconds(polls.next(duration(at - submitted), random));
        }

        /** Polls it; true when it is ready. */
        boolean see(double at, List<Job> all) {
            polled++;
            if (at < begun) {
                long ahead = all.stream()
                        .takeWhile(other -> other != this)
                        .filter(other -> at < other.begun)
                        .count();
                polls.queued(duration(at - submitted), OptionalInt.of((int) ahead));
            } else if (at < ready) {
                polls.running(duration(at - submitted));
            } else {
                seen = at;
                if (learns) {
                    polls.completed(duration(at - submitted), inferenceTime(), Math.round(at * 1e9));
                }
            }
            return at >= ready;
        }

        private Optional<BigDecimal> inferenceTime() {
            return reportsInferenceTime ? Optional.of(BigDecimal.valueOf(ready - begun)) : Optional.empty();
        }

        private static Duration duration(double seconds) {
            return Duration.ofNanos(Math.round(seconds * 1e9));
        }
    }

    private static final class Tally {

        private int jobs;
        private double polls;
        private double delay;

        void add(Job job) {
            jobs++;
            polls += job.polled;
            delay += job.seen - job.ready;
        }

        Oracle.Cost mean() {
            return new Oracle.Cost(polls / jobs, delay / jobs);
        }
    }
}
