package io.jenkins.plugins.flux.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Polls at growing intervals: exponential backoff with full jitter, so that jobs submitted together are not polled
 * together. Learns nothing. A job that is seen to run for the first time is polled often again: its wait in the queue
 * says nothing about its run.
 *
 * @param first the longest wait before the first poll
 * @param factor by how much the longest wait grows from poll to poll; more than 1
 * @param longest the limit of that growth
 * @param shortest the least wait, whatever the jitter says
 */
public record Backoff(Duration first, double factor, Duration longest, Duration shortest) implements PollSchedule {

    /** Short jobs are seen within about a second; a job of minutes is polled some four times a minute. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30), Duration.ofMillis(200));

    public Backoff {
        if (!(factor > 1) || shortest.isNegative() || first.compareTo(shortest) < 0 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Backoff: needs factor > 1 and shortest <= first <= longest, got "
                    + factor + ", " + shortest + ", " + first + ", " + longest);
        }
    }

    @Override
    public JobPolls watch(JobKind kind, Duration sinceSubmit) {
        return new Polls();
    }

    /**
     * @param polls how many polls there were
     * @param random the source of the jitter
     * @return the wait before the next one
     */
    public Duration delay(int polls, RandomGenerator random) {
        double ceiling = Math.min(longest.toMillis(), first.toMillis() * StrictMath.pow(factor, polls));
        long floor = shortest.toMillis();
        return Duration.ofMillis(floor + Math.round(random.nextDouble() * (ceiling - floor)));
    }

    private final class Polls implements JobPolls {

        private int polls;
        private boolean isRunning;

        @Override
        public Duration next(Duration sinceSubmit, RandomGenerator random) {
            return delay(polls++, random);
        }

        @Override
        public void running(Duration sinceSubmit) {
            if (!isRunning) {
                isRunning = true;
                polls = 0;
            }
        }
    }
}
