package io.jenkins.plugins.flux.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * When to poll. The only door of this package: {@link LearnedSchedule} learns how long jobs take, {@link Backoff}
 * learns nothing and waits longer each time. Other packages need not know which of them is in use.
 *
 * <p>Not thread-safe: all calls come from one thread.
 */
@FunctionalInterface
public interface PollSchedule {

    /** A job that is older than this when its polls begin was not polled for a while, as after a restart. */
    Duration UNWATCHED = Duration.ofSeconds(1);

    /**
     * Begins to poll a job.
     *
     * @param sinceSubmit how long ago its submit was answered; long, if that was before a restart
     */
    JobPolls watch(JobKind kind, Duration sinceSubmit);

    /** The polls of one job. All times are since its submit. */
    interface JobPolls {

        /**
         * How long to wait before the next poll.
         *
         * @param random the source of the jitter that keeps apart jobs that were submitted together
         */
        Duration next(Duration sinceSubmit, RandomGenerator random);

        /**
         * A poll found that the job waits.
         *
         * @param place how many jobs are before it in the queue, if the service says so
         */
        default void queued(Duration sinceSubmit, OptionalInt place) {}

        /** A poll found that the job runs. */
        void running(Duration sinceSubmit);

        /**
         * A poll found that the job is ready.
         *
         * @param inferenceSeconds how long the service says that it has worked
         * @param nanos the time of a monotonic clock
         */
        default void completed(Duration sinceSubmit, Optional<BigDecimal> inferenceSeconds, long nanos) {}
    }
}
