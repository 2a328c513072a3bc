package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
    @ParameterizedTest
    @CsvSource({"2s,2000", "2,2000", "500ms,500", "0.25s,250", "1.5m,90000", "1h,3600000", "0s,0"})
    void readsDurations(String text, long millis) {
        assertThat(Latency.parse(text)).isEqualTo(Latency.fixed(Duration.ofMillis(millis)));
    }

    @Test
    void readsDistributions() {
        assertThat(Latency.parse("0.5s..2s")).isEqualTo(Latency.uniform(Duration.ofMillis(500), Duration.ofSeconds(2)));
        assertThat(Latency.parse("2s~0.5")).isEqualTo(Latency.logNormal(Duration.ofSeconds(2), 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "2 s", "2s..", "2s..1s", "2s~", "2s~x", "2s~9", "2s~-1", "25h", "2sec"})
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse(text));
    }

    @Test
    void uniformSamplesFillTheirRange() {
        List<Long> samples = samples(Latency.parse("100ms..200ms"));

        assertThat(samples).allMatch(nanos -> nanos >= 100_000_000 && nanos <= 200_000_000);
        assertThat(samples).anyMatch(nanos -> nanos < 110_000_000).anyMatch(nanos -> nanos > 190_000_000);
    }

    @Test
    void halfOfTheLogNormalSamplesAreBelowTheMedian() {
        List<Long> samples = samples(Latency.parse("100ms~0.5"));

        assertThat(samples.stream().filter(nanos -> nanos < 100_000_000).count())
                .isBetween(450L, 550L);
        assertThat(samples).allMatch(nanos -> nanos > 0).anyMatch(nanos -> nanos > 200_000_000);
    }

    @Test
    void samplesAreNeverLongerThanTheMaximum() {
        Latency wild = Latency.logNormal(Duration.ofHours(23), 5);

        assertThat(samples(wild))
                .contains(Latency.MAXIMUM.toNanos())
                .allMatch(nanos -> nanos <= Latency.MAXIMUM.toNanos());
    }

    @Test
    void sameSeedGivesSameSamples() {
        assertThat(samples(Latency.parse("1s~1"))).isEqualTo(samples(Latency.parse("1s~1")));
    }

    private static List<Long> samples(Latency latency) {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.generate(() -> latency.sample(random).toNanos())
                .limit(1000)
                .toList();
    }
}
