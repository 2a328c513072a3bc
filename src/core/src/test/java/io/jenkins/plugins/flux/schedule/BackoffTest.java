package io.jenkins.plugins.flux.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff schedule =
            new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10), Duration.ofMillis(100));

    @Test
    void theLongestWaitGrowsFromPollToPollUpToItsLimit() {
        RandomGenerator highest = constant(1.0);

        assertThat(schedule.delay(0, highest)).isEqualTo(Duration.ofSeconds(1));
        assertThat(schedule.delay(1, highest)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.delay(3, highest)).isEqualTo(Duration.ofSeconds(8));
        assertThat(schedule.delay(4, highest)).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.delay(5_000, highest)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theWaitIsNeverShorterThanTheLeast() {
        assertThat(schedule.delay(4, constant(0.0))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void jitterSpreadsOverTheWholeRange() {
        SplittableRandom random = new SplittableRandom(1);
        double mean = random.doubles(1)
                .map(unused -> java.util.stream.IntStream.range(0, 10_000)
                        .mapToLong(i -> schedule.delay(4, random).toMillis())
                        .average()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();

        assertThat(mean).isBetween(4_900.0, 5_200.0);
    }

    @Test
    void valuesThatContradictEachOtherAreRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 1, second, second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second, 2, Duration.ofMillis(1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 2, second, Duration.ofSeconds(2)));
    }

    private static RandomGenerator constant(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("nextLong");
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
