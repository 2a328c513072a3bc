package io.jenkins.plugins.flux.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the last jobs of one kind took. When the newest differ from all before in a way that chance
 * does not explain, those before are forgotten.
 */
final class RecentTimes {

    /** More would be known better than it stays true. */
    static final int MOST = 64;

    /** Of so many newest jobs it is asked whether they are of another kind than those before. */
    private static final int[] NEWEST = {6, 9, 13, 18};

    /** Kolmogorov's and Smirnov's limit for a chance of one in twenty thousand: it is asked after every job. */
    private static final double SURPRISE = 2.3;

    /**
     * Where places in a queue foretold the begin, the times have their error, which is large at first: they are forgotten for a
     * chance of one in a thousand.
     */
    private static final double SURPRISE_IN_QUEUE = 1.95;

    private final List<JobTimes> times = new ArrayList<>();

    void add(JobTimes job) {
        times.add(job);
        if (times.size() > MOST) {
            times.remove(0);
        }
        forgetBeforeChange();
    }

    void addAll(Collection<JobTimes> jobs) {
        jobs.forEach(this::add);
    }

    int size() {
        return times.size();
    }

    List<JobTimes> all() {
        return List.copyOf(times);
    }

    /**
     * The wait that is part of a job's age: a quarter of the jobs waited less. What a job waits beyond it tells of the queue
     * and nothing of the job.
     */
    double usualWait() {
        double[] waits = times.stream()
                .filter(JobTimes::queueSeen)
                .mapToDouble(JobTimes::queued)
                .sorted()
                .toArray();
        return waits.length == 0 ? 0 : waits[waits.length / 4];
    }

    /** Half of the jobs ran for less. */
    double usualRun() {
        double[] runs = sortedRuns(times);
        return runs.length == 0 ? 0 : runs[runs.length / 2];
    }

    /** The geometric mean of the runs, in seconds, on which a few strange ones have little influence; there must be one. */
    double typicalRun() {
        return StrictMath.exp(times.stream()
                .mapToDouble(job -> StrictMath.log(job.run()))
                .average()
                .orElseThrow());
    }

    /** The ages at which the jobs were ready, oldest observation first. */
    ReadyTimes ages() {
        double usualWait = usualWait();
        return ReadyTimes.of(times.stream()
                .mapToDouble(job -> Math.min(job.queued(), usualWait) + likelyRun(job))
                .toArray());
    }

    /**
     * A job that was seen ready long after the look before was probably ready when those between the two looks were of which
     * it is known better; else in the middle.
     */
    private double likelyRun(JobTimes job) {
        return times.stream()
                .filter(other -> other.slack() < job.slack() / 2 && Math.abs(other.run() - job.run()) < job.slack())
                .mapToDouble(JobTimes::run)
                .average()
                .orElse(job.run());
    }

    private double surprise() {
        JobTimes newest = times.get(times.size() - 1);
        return newest.queued() > 0 && !newest.queueSeen() ? SURPRISE_IN_QUEUE : SURPRISE;
    }

    private void forgetBeforeChange() {
        for (int newest : NEWEST) {
            int before = times.size() - newest;
            if (before >= newest
                    && distance(times.subList(0, before), times.subList(before, times.size()))
                            > surprise() * Math.sqrt((double) times.size() / (before * newest))) {
                times.subList(0, before).clear();
                return;
            }
        }
    }

    /** The largest difference between the two distributions of the run. */
    private static double distance(List<JobTimes> before, List<JobTimes> newest) {
        double[] a = sortedRuns(before);
        double[] b = sortedRuns(newest);
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] <= b[j]) {
                i++;
            } else {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }

    private static double[] sortedRuns(List<JobTimes> jobs) {
        return jobs.stream().mapToDouble(JobTimes::run).sorted().toArray();
    }
}
