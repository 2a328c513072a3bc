package io.jenkins.plugins.flux.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
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
    void aJobIsPolledAtTheseWaitsAndNothingIsLearned() {
        PollSchedule.JobPolls first = watch();
        first.next(Duration.ZERO, constant(1.0));
        first.completed(Duration.ofSeconds(90), Optional.of(BigDecimal.valueOf(80)), 0);
        PollSchedule.JobPolls second = watch();

        assertThat(second.next(Duration.ZERO, constant(1.0))).isEqualTo(Duration.ofSeconds(1));
        second.queued(Duration.ofSeconds(1), OptionalInt.of(70));
        assertThat(second.next(Duration.ofSeconds(1), constant(1.0))).isEqualTo(Duration.ofSeconds(2));
        assertThat(second.next(Duration.ofSeconds(3), constant(1.0))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aJobThatBeginsToRunIsPolledOftenAgain() {
        PollSchedule.JobPolls job = watch();
        for (int i = 0; i < 20; i++) {
            job.next(Duration.ofSeconds(i), constant(1.0));
        }

        job.running(Duration.ofSeconds(20));
        assertThat(job.next(Duration.ofSeconds(20), constant(1.0))).isEqualTo(Duration.ofSeconds(1));
        job.running(Duration.ofSeconds(21));
        assertThat(job.next(Duration.ofSeconds(21), constant(1.0))).isEqualTo(Duration.ofSeconds(2));
    }

    private PollSchedule.JobPolls watch() {
        QueueEndpoint service = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
        return schedule.watch(new JobKind(service, 256, 256), Duration.ZERO);
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
