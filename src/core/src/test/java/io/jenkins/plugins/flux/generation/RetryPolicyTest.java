package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;

    private static Duration longest(Function<Random, Optional<Duration>> wait) {
        return Stream.iterate(0, seed -> seed + 1)
                .limit(200)
                .map(seed -> wait.apply(new Random(seed)).orElseThrow())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** After an outage of minutes the endpoint lets it through at once; it must be there then. */
    @Test
    void whatWasRefusedAgainAndAgainIsBackAtTheEndpointAtOnce() {
        QueueException refusal = Refusals.tooMany(null);

        assertThat(longest(random -> POLICY.afterSubmit(refusal, 20, random))).isLessThanOrEqualTo(POLICY.first());
        assertThat(longest(random -> POLICY.afterCall(refusal, 20, random))).isLessThanOrEqualTo(POLICY.first());
    }

    /** Its waits have grown for hours, and the service is back. */
    @Test
    void theCancelOfAnOrphanIsBackAtTheEndpointAtOnceAfterARefusal() {
        QueueException refusal = Refusals.tooMany(null);

        assertThat(longest(random -> Optional.of(POLICY.inAnyCase(refusal, 20, random))))
                .isLessThanOrEqualTo(POLICY.first());
    }

    @Test
    void theCancelOfAnOrphanIsRepeatedWhateverTheAnswer() {
        QueueException forbidden = new QueueException(QueueException.Kind.PROTOCOL, "403");

        assertThat(longest(random -> Optional.of(POLICY.inAnyCase(forbidden, 20, random))))
                .isBetween(POLICY.longest().dividedBy(2), POLICY.longest());
    }

    @Test
    void aRequestedWaitIsKept() {
        Duration asked = Duration.ofSeconds(7);

        assertThat(POLICY.afterSubmit(Refusals.tooMany(asked), 1, new Random(1)).orElseThrow())
                .isBetween(asked, asked.plus(POLICY.first()));
    }

    @Test
    void aServiceThatCannotBeReachedIsAskedLessAndLess() {
        QueueException unavailable = new QueueException(QueueException.Kind.UNAVAILABLE, "503");

        assertThat(longest(random -> POLICY.afterCall(unavailable, 20, random)))
                .isBetween(POLICY.longest().dividedBy(2), POLICY.longest());
    }
}
