package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.schedule.Backoff;
import io.jenkins.plugins.flux.threads.WorkLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a {@link Generator} paces itself.
 *
 * @param polls when to poll while it is unknown how long such jobs take, or if nothing is to be learned
 * @param retries when to repeat a failed call
 * @param cancelTimeout how long a cancel may take, a submit in flight included; then the batch ends without its answer.
 *     Less than the 60 seconds that {@code timeout} in a Pipeline allows a step to stop
 * @param hangsAfter when a thread that waits for a key, a store or a console is replaced by another one
 * @param workLimit when such work fails
 * @param random the source of all jitter; used on one thread
 */
public record GeneratorSettings(
        Backoff polls,
        RetryPolicy retries,
        Duration cancelTimeout,
        Duration hangsAfter,
        Duration workLimit,
        RandomGenerator random) {

    public GeneratorSettings {
        Objects.requireNonNull(polls, "polls");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(hangsAfter, "hangsAfter");
        Objects.requireNonNull(workLimit, "workLimit");
        if (cancelTimeout.isNegative()) {
            throw new IllegalArgumentException("GeneratorSettings: needs cancelTimeout >= 0");
        }
    }

    /** For work that blocks. */
    WorkLimits limits(int threads, int share) {
        return new WorkLimits(threads, share, hangsAfter, workLimit);
    }

    /** The wait before a failed call about a job is repeated, or empty when it must not be. */
    Optional<Duration> waitAfterCall(Throwable failure, int failures) {
        if (failure instanceof QueueException refusal) {
            return retries.afterCall(refusal, failures, random);
        }
        // The key is temporarily unavailable; the job that needs it is paid for or will be.
        boolean isLookUp = failure instanceof KeyUnavailableException
                || (failure instanceof RuntimeException && !(failure instanceof ImageException));
        return isLookUp ? Optional.of(retries.delay(failures, random)) : Optional.empty();
    }

    /** The settings for a real service. */
    public static GeneratorSettings defaults() {
        return new GeneratorSettings(
                Backoff.DEFAULT,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(45),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                RandomGenerator.of("L64X128MixRandom"));
    }
}
