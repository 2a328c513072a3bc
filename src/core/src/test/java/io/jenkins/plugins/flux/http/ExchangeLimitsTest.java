package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeLimitsTest {
    @ParameterizedTest
    @CsvSource({"PT0S, PT1S, 1", "PT-1S, PT1S, 1", "PT1S, PT0S, 1", "PT1S, PT-1S, 1", "PT1S, PT1S, 0"})
    void givenALimitThatIsNotPositive_thenRefused(Duration total, Duration stall, long maxBytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExchangeLimits(total, stall, maxBytes));
    }

    @Test
    void givenOneOtherLimit_thenTheOthersStay() {
        ExchangeLimits limits = new ExchangeLimits(Duration.ofSeconds(3), Duration.ofSeconds(2), 1);

        assertThat(limits.withTotal(Duration.ofSeconds(4))
                        .withStall(Duration.ofSeconds(5))
                        .withMaxBytes(6))
                .isEqualTo(new ExchangeLimits(Duration.ofSeconds(4), Duration.ofSeconds(5), 6));
    }
}
