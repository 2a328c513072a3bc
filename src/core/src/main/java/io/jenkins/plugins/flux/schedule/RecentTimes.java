package io.jenkins.plugins.flux.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the last jobs of one kind took, in the order of their submits: of jobs that are in flight together the short
 * ones are seen first. When the newest differ from all before in a way that chance does not explain (by the test of
 * Kolmogorov and Smirnov), those before are forgotten.
 */
final class RecentTimes {

    /** More would be known better than it stays true. */
    static final int MOST = 64;

    /** So many newest jobs are compared with those before. */
    private static final int[] NEWEST = {6, 9, 13, 18};

    /** The limit of the test for a chance of one in twenty thousand: it is made after every job. */
    private static final double SURPRISE = 2.3;

    /**
     * Where places in a queue foretold the begin, the times have their error, which is large at first: they are
     * forgotten for a chance of one in a thousand.
     */
    private static final double SURPRISE_IN_QUEUE = 1.95;

    /** The newest jobs count once so many times the longest of them has gone by: then no longer one can be missing. */
    private static final double COMPLETE = 2;

    private static final double NANOS = 1e9;

    private final List<JobTimes> times = new ArrayList<>();
    /** For each of the times when it was submitted and seen to be ready, in nanoseconds of a monotonic clock. */
    private final List<Span> spans = new ArrayList<>();

    private record Span(long submitted, long seen) {}

    /**
     * @param submitted when it was, in nanoseconds of a monotonic clock
     * @param seen when it was seen to be ready
     */
    void add(JobTimes job, long submitted, long seen) {
        int place = spans.size();
        while (place > 0 && spans.get(place - 1).submitted() > submitted) {
            place--;
        }
        times.add(place, job);
        spans.add(place, new Span(submitted, seen));
        if (times.size() > MOST) {
            forget(1);
        }
        forgetBeforeChange(seen);
    }

    /** Jobs of before a restart, oldest first. */
    void addAll(Collection<JobTimes> jobs) {
        for (JobTimes job : jobs) {
            times.add(job);
            spans.add(new Span(Long.MIN_VALUE, Long.MIN_VALUE));
        }
        forget(Math.max(0, times.size() - MOST));
    }

    /** What is known now; nothing that comes changes it. */
    RecentTimes copy() {
        RecentTimes copy = new RecentTimes();
        copy.times.addAll(times);
        copy.spans.addAll(spans);
        return copy;
    }

    private void forget(int oldest) {
        times.subList(0, oldest).clear();
        spans.subList(0, oldest).clear();
    }

    int size() {
        return times.size();
    }

    List<JobTimes> all() {
        return List.copyOf(times);
    }

    /**
     * The wait that is part of a job's age: a quarter of the jobs waited less. What a job waits beyond it tells of the
     * queue and nothing of the job.
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

    /** The geometric mean of the runs, in seconds: a few strange ones have little influence; there must be one. */
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
     * A job that was seen ready long after the poll before was probably ready when those between the two polls were of
     * which it is known better; else in the middle.
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

    private void forgetBeforeChange(long now) {
        for (int newest : NEWEST) {
            int before = times.size() - newest;
            if (before >= newest && isComplete(before, now) && isAnother(before)) {
                forget(before);
                return;
            }
        }
    }

    private boolean isComplete(int before, long now) {
        double longest = times.subList(before, times.size()).stream()
                .mapToDouble(JobTimes::run)
                .max()
                .orElseThrow();
        return ((double) now - spans.get(before).submitted()) / NANOS >= COMPLETE * longest;
    }

    /** Compares the newest with those that had ended when the first of the newest was submitted. */
    private boolean isAnother(int before) {
        List<JobTimes> ended = IntStream.range(0, before)
                .filter(i -> spans.get(i).seen() <= spans.get(before).submitted())
                .mapToObj(times::get)
                .toList();
        List<JobTimes> newest = times.subList(before, times.size());
        return ended.size() >= newest.size()
                && distance(ended, newest)
                        > surprise()
                                * Math.sqrt((double) (ended.size() + newest.size()) / (ended.size() * newest.size()));
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
