package io.jenkins.plugins.flux.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The times of the last jobs of one kind, in the order of their submits: of jobs in flight together, the short ones are
 * seen first. If the newest differ significantly from all earlier ones (Kolmogorov–Smirnov test), the earlier ones are
 * forgotten.
 */
final class RecentTimes {

    /** With more, old times would outweigh changes. */
    static final int MOST = 64;

    /** Numbers of newest jobs that are compared with the earlier ones. */
    private static final int[] NEWEST = {6, 9, 13, 18};

    /** The limit of the test for a chance of one in twenty thousand: it is made after every job. */
    private static final double SURPRISE = 2.3;

    /**
     * Where the start was predicted from places in a queue, the times have the error of the prediction, which is large
     * at first: the limit is a chance of one in a thousand.
     */
    private static final double SURPRISE_IN_QUEUE = 1.95;

    /**
     * The newest jobs are compared after this multiple of the longest time among them: then no longer one can be
     * missing.
     */
    private static final double COMPLETE = 2;

    private static final double NANOS = 1e9;

    private final List<JobTimes> times = new ArrayList<>();
    /** For each job, when it was submitted and seen to be ready, in nanoseconds of a monotonic clock. */
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

    /** Jobs from before a restart, oldest first. */
    void addAll(Collection<JobTimes> jobs) {
        for (JobTimes job : jobs) {
            times.add(job);
            spans.add(new Span(Long.MIN_VALUE, Long.MIN_VALUE));
        }
        forget(Math.max(0, times.size() - MOST));
    }

    /** A snapshot, which later times do not change. */
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
     * The wait that is part of a job's age: a quarter of the jobs waited less. A longer wait says something about the
     * queue and nothing about the job.
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
     * A job that was seen ready long after the poll before was probably ready when better known jobs between the two
     * polls were; otherwise in the middle.
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
