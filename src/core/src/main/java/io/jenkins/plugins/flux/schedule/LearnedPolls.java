package io.jenkins.plugins.flux.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The polls of one job. Its age is the time since its submit, minus any wait in the queue, past or predicted from its
 * place, beyond the usual one: so a growing queue makes no job look old.
 */
final class LearnedPolls implements PollSchedule.JobPolls {

    /** If a predicted wait is long, the job is polled again after this share of it, because it may be shorter. */
    private static final double TRUST = 0.6;

    /** In seconds; the logarithm of a run needs more than zero. */
    private static final double LEAST_RUN = 1e-3;

    private final KindSchedule schedule;
    /** Whether changes may have been missed, because the job was not polled before a restart. */
    private final boolean unwatched;

    private int polls;
    private double lastSeen;
    private double lastQueued;
    private double firstRunning = Double.POSITIVE_INFINITY;
    private double delayed;
    private double beginExpected;
    private OptionalInt position = OptionalInt.empty();
    /** Whether its place says nothing yet, because it is unknown how fast the queue moves. */
    private boolean isBlind;
    /** Whether its wait was predicted from a place. */
    private boolean isPredicted;

    LearnedPolls(KindSchedule schedule, Duration sinceSubmit) {
        this.schedule = schedule;
        this.unwatched = sinceSubmit.compareTo(PollSchedule.UNWATCHED) > 0;
    }

    @Override
    public Duration next(Duration sinceSubmit, RandomGenerator random) {
        double now = seconds(sinceSubmit);
        double age = Math.max(0, lastSeen - delayed);
        double next = schedule.next(age, polls, random) + delayed;
        double wait = isRunning() ? 0 : beginExpected - now;
        if ((1 - TRUST) * wait > schedule.next(0, polls, random)) {
            next = Math.min(next, now + TRUST * wait);
        }
        polls++;
        return duration(Math.min(next - now, KindSchedule.LONGEST));
    }

    @Override
    public void queued(Duration sinceSubmit, OptionalInt place) {
        double now = seconds(sinceSubmit);
        if (place.isPresent() && position.isPresent() && place.getAsInt() <= position.getAsInt()) {
            schedule.pace().moved(position.getAsInt() - place.getAsInt(), now - lastQueued);
        }
        position = place;
        double wait = schedule.pace().secondsUntilBegin(place.orElse(0));
        isPredicted |= place.orElse(0) > 0;
        isBlind = place.orElse(0) > 0 && wait == 0;
        lastQueued = now;
        lastSeen = now;
        beginExpected = now + wait;
        delayed = Math.max(0, beginExpected - schedule.usualWait());
    }

    @Override
    public void running(Duration sinceSubmit) {
        double now = seconds(sinceSubmit);
        lastSeen = now;
        if (!isRunning()) {
            firstRunning = now;
            polls = 0;
            delayed = lastQueued > 0 ? Math.max(0, began() - schedule.usualWait()) : Math.min(delayed, now);
        }
    }

    @Override
    public void completed(Duration sinceSubmit, Optional<BigDecimal> inferenceSeconds, long nanos) {
        double now = seconds(sinceSubmit);
        Optional<Double> run =
                inferenceSeconds.map(BigDecimal::doubleValue).filter(seconds -> seconds > 0 && seconds <= now);
        if (run.isPresent() || !unwatched) {
            JobTimes times = run.map(seconds -> reported(now, seconds)).orElseGet(() -> seen(now));
            if (!isBlind) {
                schedule.learn(times, now, nanos);
            }
            // Without an inference time, the time is estimated, and may be before the last poll: without those
            // estimates it would be too late on average.
            double began = run.isPresent() ? times.queued() : (lastSeen + now) / 2 - schedule.usualRun();
            if (position.orElse(0) > 0 && (run.isEmpty() || began > lastQueued)) {
                schedule.pace().moved(position.getAsInt() + 1, began - lastQueued);
            }
        }
    }

    /** It was ready some time after the last poll, and not before the service had worked for that long. */
    private JobTimes reported(double now, double run) {
        double earliest = Math.max(lastSeen, lastQueued + run);
        double latest = Math.max(earliest, Math.min(now, firstRunning + run));
        double expected = (lastQueued > 0 ? beginExpected : schedule.usualWait()) + run;
        double ready = Math.min(latest, Math.max(earliest, expected));
        double queued = Math.max(0, ready - run);
        return new JobTimes(queued, !isPredicted, Math.max(runOnClock(ready, queued), run / 2), 0);
    }

    private JobTimes seen(double now) {
        double ready = (lastSeen + now) / 2;
        boolean queueSeen = lastQueued > 0;
        double began;
        if (!queueSeen) {
            began = Math.min(schedule.usualWait(), Math.min(firstRunning, ready) / 2);
        } else {
            began = Math.min(Math.min(firstRunning, ready), Math.max(lastQueued, ready - schedule.usualRun()));
        }
        double run = Math.max(runOnClock(ready, began), Math.max((ready - began) / 2, LEAST_RUN));
        return new JobTimes(began, queueSeen && !isPredicted, run, (now - lastSeen) / 2);
    }

    /** The run by the job's age: if its start was estimated too late or too early, those of others may be, too. */
    private double runOnClock(double ready, double queued) {
        return ready - delayed - Math.min(queued, schedule.usualWait());
    }

    private boolean isRunning() {
        return firstRunning < Double.POSITIVE_INFINITY;
    }

    /** When it was expected to start, within the limits of what was observed. */
    private double began() {
        return Math.min(firstRunning, Math.max(lastQueued, beginExpected));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
    }
}
