package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.Optional;

/**
 * How many calls a second a service takes, found out with as few refusals as possible. Until the first refusal the rate
 * doubles quickly. Each refusal (429) lowers it by a part of itself; then it comes back towards the rate that was
 * refused, stays just below it for long, and at last tries more: the curve of CUBIC (RFC 9438), with answers in the
 * place of packets. How long that takes is chosen so that the pauses that the service asks for cost little.
 *
 * <p>Refusals in a row, without an answer in between, are one event, an outage, however long it lasts: they say that
 * nothing is taken now and not how much is taken otherwise. They lower the rate once, and it is back soon after the
 * first answer.
 *
 * <p>Knows no clock: times are those of {@link Timers#nanoTime()}. Not thread-safe.
 */
final class AdaptiveRateLimiter {

    /** In calls per second; more than a person needs, less than a burst. */
    private static final double FIRST = 50;

    /** What each answer adds to the rate before the first refusal: it doubles in a quarter of a second. */
    private static final double FIRST_INCREASE = 2.8;

    /** More than one process sends. */
    private static final double HIGHEST = 20_000;

    private static final double LOWEST = 0.05;

    /** What a refusal leaves of the rate when it was a try for more. */
    private static final double DECREASE = 0.95;

    /** What it leaves when the rate had been taken before: the service allows less than it did. */
    private static final double DEEP_DECREASE = 0.83;

    /**
     * It takes so many times the last pause until a refused rate is reached again: the pauses cost less than a
     * hundredth.
     */
    private static final double PAUSES = 150;

    /** The same after a deep decrease: a rate that is far too low costs more than the pauses. */
    private static final double DEEP_PAUSES = 50;

    /** By how much faster the refused rate is left behind than it was approached: it may be long out of date. */
    private static final double PROBE = 4;

    /** And at least so many calls, of which one or two are refused. */
    private static final double CALLS = 200;

    /** In seconds, after an outage: nine tenths of the rate are back in a quarter of it. */
    private static final double LONGEST_AFTER_OUTAGE = 40;

    /** A pause so many times as long as usual is an outage rather than the way in which the service limits calls. */
    private static final double UNUSUAL = 3;

    /**
     * Without a Retry-After: the first pause in milliseconds, which doubles up to the longest with each refusal in a
     * row.
     */
    private static final long FIRST_PAUSE = 500;

    private static final long LONGEST_PAUSE = 8_000;

    /**
     * In nanoseconds. A probe that has no answer by then is followed by another, so that one that hangs holds up
     * nobody.
     */
    private static final long PROBE_PATIENCE = 2_000_000_000;

    /** In seconds: a timer that came late may be made up for. */
    private static final double CATCH_UP = 0.05;

    private static final double NANOS = 1e9;

    private double rate = FIRST;
    private double refusedRate = Double.POSITIVE_INFINITY;
    private double lowered;
    private double horizon;
    private double sinceRefusal;
    private double usualPause;
    private boolean isHeldBack;
    private int refusalsInARow;
    private long begin;
    private long answers;
    private long lastRefusal;
    private long nextCall;
    private long closedUntil;
    private long nextProbe;

    AdaptiveRateLimiter(long now) {
        begin = now;
        lastRefusal = now - 1;
        nextCall = now;
        closedUntil = now;
    }

    /** In how many nanoseconds the next call may be made; 0 for now. Asking means that there is one. */
    long nanosUntilNext(long now) {
        long wait = Math.max(closedUntil - now, (isOut() ? nextProbe : nextCall) - now);
        isHeldBack |= wait > 0;
        return Math.max(0, wait);
    }

    /** Whether nothing was taken since the last pause: then one call at a time shows when that changes. */
    private boolean isOut() {
        return refusalsInARow > 1;
    }

    /** A call is made. */
    void sent(long now) {
        nextProbe = now + PROBE_PATIENCE;
        double interval = 1 / rate;
        nextCall = Math.max(nextCall, now - Math.round(CATCH_UP * NANOS)) + Math.round(interval * NANOS);
        if (isHeldBack && !isOut() && refusedRate < Double.POSITIVE_INFINITY) {
            // Time in which less was to be asked than may be says nothing of what the service takes.
            sinceRefusal += interval;
            double way = sinceRefusal / horizon - 1;
            way *= way > 0 ? PROBE : 1;
            rate = Math.min(HIGHEST, refusedRate + (refusedRate - lowered) * way * way * way);
        }
    }

    /**
     * A call was not refused.
     *
     * @param sent when it was made: what was under way at a refusal says nothing of the time after it
     */
    void answered(long sent) {
        answers++;
        if (sent - lastRefusal > 0) {
            refusalsInARow = 0;
        }
        if (isHeldBack && refusedRate == Double.POSITIVE_INFINITY) {
            rate = Math.min(HIGHEST, rate + FIRST_INCREASE);
        }
        isHeldBack = false;
    }

    /**
     * A call was refused because there were too many.
     *
     * @param sent when it was made: what was under way at a refusal tells nothing new
     * @param retryAfter for how long the service wants no call, if it says so
     */
    void refused(long sent, long now, Optional<Duration> retryAfter) {
        boolean isNew = sent - lastRefusal > 0;
        if (isNew) {
            lastRefusal = now;
            refusalsInARow++;
        } else if (retryAfter.isEmpty()) {
            return;
        }
        long pause = retryAfter.orElseGet(this::growingPause).toNanos();
        closedUntil = Math.max(closedUntil, now + pause);
        if (isNew) {
            nextProbe = closedUntil;
            if (isOut()) {
                horizon = Math.min(horizon, LONGEST_AFTER_OUTAGE);
            } else {
                lower(now, pause / NANOS);
            }
        }
    }

    private Duration growingPause() {
        return Duration.ofMillis(Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(refusalsInARow - 1, 10)));
    }

    private void lower(long now, double pause) {
        boolean isDeep = true;
        if (refusedRate == Double.POSITIVE_INFINITY) {
            double taken = answers / Math.max(1, (now - begin) / NANOS);
            lowered = Math.min(rate * DECREASE, Math.max(taken, rate / 4));
        } else {
            isDeep = sinceRefusal < horizon / 2;
            lowered = rate * (isDeep ? DEEP_DECREASE : DECREASE);
        }
        refusedRate = Math.max(rate, LOWEST);
        rate = Math.max(lowered, LOWEST);
        sinceRefusal = 0;
        horizon = Math.max(CALLS / rate, (isDeep ? DEEP_PAUSES : PAUSES) * pause);
        if (usualPause > 0 && pause > UNUSUAL * usualPause) {
            horizon = Math.min(horizon, LONGEST_AFTER_OUTAGE);
        }
        usualPause += (pause - usualPause) * (usualPause > 0 ? 0.25 : 1);
    }
}
