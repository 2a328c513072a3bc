package io.jenkins.plugins.flux.schedule;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * When to poll jobs of one kind: learns from each job how long such jobs take, and polls when the answer is likely to
 * be there. Until it has seen a few, it backs off.
 *
 * <p>{@link LearnedPolls} says how old a job is, {@link RecentTimes} remembers at what ages jobs were ready, {@link
 * ReadyTimes} makes a distribution of them, and {@link PollPlan} finds the best ages to poll at. A plan takes a few
 * milliseconds, so it is made elsewhere, and at most every two seconds; reading it costs almost nothing.
 *
 * <p>Not thread-safe: all calls come from one thread.
 */
final class KindSchedule {

    /** Fewer observations are no better than backing off. */
    private static final int ENOUGH = 3;

    /** A new plan is made when one in this many of the known observations is new. */
    private static final int RENEWAL = 8;

    private static final long LEAST_NANOS_BETWEEN_PLANS = 2_000_000_000;

    /**
     * The longest wait, whatever was learned: a minute without a poll saves next to nothing, and job times may have
     * changed.
     */
    static final double LONGEST = 60;

    /** Shorter waits would be about the network and no longer about the job. */
    private static final double SHORTEST = 0.05;

    /** The share of the waits around it by which a job's first poll is shifted, either way. */
    private static final double FIRST_JITTER = 0.5;

    /** The same for the other polls: it keeps apart what the first shift has spread. */
    private static final double JITTER = 0.1;

    private final Backoff unknown;
    private final QueuePace pace;
    private final Executor planner;
    private final RecentTimes recent = new RecentTimes();
    private int unplanned;
    private long planned;
    private volatile PollPlan plan;

    /**
     * @param unknown the waits until enough is known
     * @param pace of the queue that the jobs wait in
     * @param planner where plans are made
     */
    KindSchedule(Backoff unknown, QueuePace pace, Executor planner) {
        this.unknown = unknown;
        this.pace = pace;
        this.planner = planner;
    }

    /**
     * @param age at which the job was last seen not to be ready, in seconds; 0 when it was not polled yet
     * @param polls how often it was polled since its last change
     * @return the age at which to poll it
     */
    double next(double age, int polls, RandomGenerator random) {
        PollPlan current = plan;
        if (current == null) {
            return age + LearnedPolls.seconds(unknown.delay(polls, random));
        }
        double next = current.next(age);
        double room = Math.min(next - age, current.next(next) - next);
        double jitter = (age == 0 ? FIRST_JITTER : JITTER) * (2 * random.nextDouble() - 1) * room;
        return Math.min(Math.max(next + jitter, age + SHORTEST), age + LONGEST);
    }

    /**
     * Learns from the times of a job.
     *
     * @param sinceSubmit how long ago it was submitted, in seconds
     * @param nanos the time of a monotonic clock
     */
    void learn(JobTimes job, double sinceSubmit, long nanos) {
        recent.add(job, nanos - Math.round(sinceSubmit * 1e9), nanos);
        unplanned++;
        boolean isDue =
                unplanned * RENEWAL >= recent.size() && (plan == null || nanos - planned >= LEAST_NANOS_BETWEEN_PLANS);
        if (isDue && recent.size() >= ENOUGH) {
            planned = nanos;
            makePlan();
        }
    }

    /** Learns from the times of jobs before a restart. */
    void learn(Collection<JobTimes> jobs) {
        recent.addAll(jobs);
        if (recent.size() >= ENOUGH) {
            makePlan();
        }
    }

    List<JobTimes> learned() {
        return recent.all();
    }

    QueuePace pace() {
        return pace;
    }

    double usualWait() {
        return recent.usualWait();
    }

    double usualRun() {
        return recent.usualRun();
    }

    private void makePlan() {
        unplanned = 0;
        RecentTimes copy = recent.copy();
        planner.execute(() -> plan = PollPlan.of(copy.ages(), copy.typicalRun()));
    }
}
