package io.jenkins.plugins.flux.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The questions about one job. Its age is the time since its submit, less what it has waited, or will wait as its place in
 * the queue tells, longer than jobs usually do: so a queue that builds up makes no job look old. All times given are since
 * the submit.
 *
 * <p>Not thread-safe: all calls come from one thread.
 */
public final class JobPolls {

    /** A place in a queue foretells the beginning only roughly: it is looked at again after this part of the wait. */
    private static final double TRUST = 0.7;

    /** A job that is older than this, in seconds, when it begins to be watched was submitted before a restart. */
    private static final double UNWATCHED = 1;

    /** In seconds; a run that is known to have been no time at all has no logarithm. */
    private static final double LEAST_RUN = 1e-3;

    private final PollSchedule schedule;
    /** Whether something was missed: nobody watched it before a restart. */
    private final boolean unwatched;

    private int polls;
    private double lastSeen;
    private double lastQueued;
    private double firstRunning = Double.POSITIVE_INFINITY;
    private double delayed;
    private double frontExpected;
    private OptionalInt position = OptionalInt.empty();

    JobPolls(PollSchedule schedule, double sinceSubmit) {
        this.schedule = schedule;
        this.unwatched = sinceSubmit > UNWATCHED;
    }

    /** How long to wait before the next question. */
    public Duration next(Duration sinceSubmit, RandomGenerator random) {
        double now = seconds(sinceSubmit);
        double age = Math.max(0, lastSeen - delayed);
        double next = schedule.next(age, polls, random) + delayed;
        double wait = frontExpected - now;
        if (wait > 2 * schedule.next(0, polls, random)) {
            next = Math.min(next, now + TRUST * wait);
        }
        polls++;
        return duration(next - now);
    }

    /** It waits. */
    public void queued(Duration sinceSubmit, OptionalInt place) {
        double now = seconds(sinceSubmit);
        if (place.isPresent() && position.isPresent() && place.getAsInt() < position.getAsInt()) {
            schedule.pace().moved(position.getAsInt() - place.getAsInt(), now - lastQueued);
        }
        position = place;
        lastQueued = now;
        lastSeen = now;
        frontExpected = now + schedule.pace().secondsUntilFront(place.orElse(0));
        delayed = Math.max(0, frontExpected - schedule.usualWait());
    }

    /** It runs. */
    public void running(Duration sinceSubmit) {
        double now = seconds(sinceSubmit);
        lastSeen = now;
        frontExpected = 0;
        if (now < firstRunning) {
            firstRunning = now;
            polls = 0;
            if (lastQueued > 0) {
                double began = (lastQueued + now) / 2;
                delayed = Math.max(0, began - schedule.usualWait());
            }
        }
    }

    /**
     * It is ready, which tells how long such jobs take.
     *
     * @param inferenceSeconds how long the service says that it has worked
     * @param nanos the time of a monotonic clock
     */
    public void completed(Duration sinceSubmit, Optional<BigDecimal> inferenceSeconds, long nanos) {
        double now = seconds(sinceSubmit);
        Optional<Double> run = inferenceSeconds.map(BigDecimal::doubleValue).filter(told -> told > 0 && told <= now);
        if (run.isPresent()) {
            schedule.learn(told(now, run.get()), nanos);
        } else if (!unwatched) {
            schedule.learn(seen(now), nanos);
        }
    }

    /** It was ready some time after the last look, and not before the service had worked for so long. */
    private JobTimes told(double now, double run) {
        double earliest = Math.max(lastSeen, lastQueued + run);
        double latest = Math.max(earliest, Math.min(now, firstRunning + run));
        double ready = Math.min(latest, Math.max(earliest, schedule.usualWait() + run));
        return new JobTimes(Math.max(0, ready - run), true, run, 0);
    }

    private JobTimes seen(double now) {
        double ready = (lastSeen + now) / 2;
        boolean queueSeen = lastQueued > 0;
        double began;
        if (!queueSeen) {
            began = Math.min(schedule.usualWait(), Math.min(firstRunning, ready) / 2);
        } else if (firstRunning < now) {
            began = (lastQueued + firstRunning) / 2;
        } else {
            began = Math.min(ready, Math.max(lastQueued, ready - schedule.usualRun()));
        }
        return new JobTimes(began, queueSeen, Math.max(ready - began, LEAST_RUN), (now - lastSeen) / 2);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
    }
}
