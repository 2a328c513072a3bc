package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.EndpointGate;
import io.jenkins.plugins.flux.queue.QueueException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed call is repeated: decided here, from the kind of the failure, and nowhere else.
 *
 * <p>Only failures that pass by themselves are repeated. A submit whose answer was lost is not one of them: repeating
 * it may pay twice. A call that was refused because there were too many waits at the {@link EndpointGate} with all
 * others of the endpoint, so it needs no additional backoff.
 *
 * @param first the longest wait before the first repetition
 * @param longest the limit up to which that wait doubles
 * @param submitAttempts how many submits in a row may find the service unavailable
 */
public record RetryPolicy(Duration first, Duration longest, int submitAttempts) {

    /** A short disturbance passes unseen; an endpoint that cannot be reached is reported within four seconds. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30), 4);

    /** The wait before a submit is repeated, or empty when it must not be. */
    Optional<Duration> afterSubmit(QueueException failure, int failures, RandomGenerator random) {
        return switch (failure.kind()) {
            case RATE_LIMITED -> Optional.of(delay(failure, 1, random));
            case UNAVAILABLE ->
                failures < submitAttempts ? Optional.of(delay(failure, failures, random)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The wait before a call about a job, such as a poll or a cancel, is repeated, or empty when it must not be. */
    Optional<Duration> afterCall(QueueException failure, int failures, RandomGenerator random) {
        return switch (failure.kind()) {
            case RATE_LIMITED -> Optional.of(delay(failure, 1, random));
            case UNAVAILABLE -> Optional.of(delay(failure, failures, random));
            default -> Optional.empty();
        };
    }

    /** The wait before a call that is always repeated: the cancel of an orphaned job. */
    Duration inAnyCase(QueueException failure, int failures, RandomGenerator random) {
        return afterCall(failure, failures, random).orElseGet(() -> delay(failures, random));
    }

    /** Exponential backoff with full jitter, and never less than the service requests. */
    Duration delay(int failures, RandomGenerator random) {
        double ceiling = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, failures - 1.0));
        return Duration.ofMillis(Math.round(random.nextDouble() * ceiling));
    }

    private Duration delay(QueueException failure, int failures, RandomGenerator random) {
        return failure.retryAfter().orElse(Duration.ZERO).plus(delay(failures, random));
    }
}
