package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.threads.Timers;
import java.time.Duration;
import java.util.Optional;

/**
 * Learns how many calls a second a service accepts, with as few refusals as possible. Until the first refusal, the rate
 * doubles quickly. Each refusal (429) lowers it by a fraction; then it climbs back towards the refused rate, stays just
 * below it for a long time, and finally probes beyond it: the curve of CUBIC (RFC 9438), with answers in place of
 * packets. The climb takes long enough that the pauses that the service requests cost little.
 *
 * <p>Consecutive refusals, without an answer in between, are a single event, an outage, however long it lasts: they say
 * that the service accepts nothing now, not how much it accepts otherwise. They lower the rate once, and it recovers
 * soon after the first answer.
 *
 * <p>Knows no clock: times are those of {@link Timers#nanoTime()}. Not thread-safe.
 */
final class AdaptiveRateLimiter {

    /** Calls per second; more than a person needs, less than a burst. */
    private static final double FIRST = 50;

    /** What each answer adds to the rate before the first refusal: it doubles in a quarter of a second. */
    private static final double FIRST_INCREASE = 2.8;

    /** More than one process can send. */
    private static final double HIGHEST = 20_000;

    private static final double LOWEST = 0.05;

    /** Factor for the rate after a refused probe. */
    private static final double DECREASE = 0.95;

    /** Factor when the refused rate had been accepted before: the service allows less than it did. */
    private static final double DEEP_DECREASE = 0.83;

    /** Time until a refused rate is reached again, in multiples of the last pause: pauses then cost less than 1 %. */
    private static final double PAUSES = 150;

    /** The same after a deep decrease: a rate that is far too low costs more than the pauses. */
    private static final double DEEP_PAUSES = 50;

    /** How much faster the rate grows beyond a refused rate than towards it: the refusal may be long out of date. */
    private static final double PROBE = 4;

    /** The least number of calls until a refused rate is reached again; one or two of them are refused. */
    private static final double CALLS = 200;

    /** Seconds after an outage; 90 % of the rate is back after a quarter of it. */
    private static final double LONGEST_AFTER_OUTAGE = 40;

    /** A pause this many times as long as usual means an outage, not the service's usual way to limit calls. */
    private static final double UNUSUAL = 3;

    /**
     * Milliseconds of the first pause without a Retry-After; doubles with each consecutive refusal, up to the longest.
     */
    private static final long FIRST_PAUSE = 500;

    private static final long LONGEST_PAUSE = 8_000;

    /** Nanoseconds until another probe follows one without an answer, so a probe that hangs holds up nobody. */
    private static final long PROBE_PATIENCE = 2_000_000_000;

    /** Seconds by which a timer may be late and still be made up for. */
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

    /** Nanoseconds until the next call may be made; 0 for now. Only called when a call is waiting. */
    long nanosUntilNext(long now) {
        long wait = Math.max(closedUntil - now, (isOut() ? nextProbe : nextCall) - now);
        isHeldBack |= wait > 0;
        return Math.max(0, wait);
    }

    /** Whether the service has accepted nothing since the last pause: then one call at a time probes for a change. */
    private boolean isOut() {
        return refusalsInARow > 1;
    }

    void sent(long now) {
        nextProbe = now + PROBE_PATIENCE;
        double interval = 1 / rate;
        nextCall = Math.max(nextCall, now - Math.round(CATCH_UP * NANOS)) + Math.round(interval * NANOS);
        if (isHeldBack && !isOut() && refusedRate < Double.POSITIVE_INFINITY) {
            // Time in which fewer calls were waiting than allowed says nothing about what the service accepts.
            sinceRefusal += interval;
            double way = sinceRefusal / horizon - 1;
            way *= way > 0 ? PROBE : 1;
            rate = Math.min(HIGHEST, refusedRate + (refusedRate - lowered) * way * way * way);
        }
    }

    /**
     * A call was not refused.
     *
     * @param sent when it was made: a call in flight during a refusal says nothing about the time after it
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
     * @param sent when it was made: a call in flight during a refusal says nothing new
     * @param retryAfter the wait that the service requests, if it does
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
            double accepted = answers / Math.max(1, (now - begin) / NANOS);
            lowered = Math.min(rate * DECREASE, Math.max(accepted, rate / 4));
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
