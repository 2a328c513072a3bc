package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.HeaderGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "' 30 ', 30", "600, 600", "601, 600", "999999999999999999, 600"})
    void givenSeconds_thenThatLongAndAtMostTenMinutes(String header, long seconds) {
        assertThat(retryAfter(header, null)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'Mon, 23 Nov 2026 12:00:05 GMT', 5",
        "'Mon, 23 Nov 2026 11:59:00 GMT', 0",
        "'Tue, 24 Nov 2026 12:00:00 GMT', 600",
    })
    void givenADate_thenUntilThenByOurClock(String header, long seconds) {
        assertThat(retryAfter(header, null)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void givenADateAndTheServersOwnTime_thenUntilThenByTheServersClock() {
        assertThat(retryAfter("Mon, 23 Nov 2026 09:00:07 GMT", "Mon, 23 Nov 2026 09:00:00 GMT"))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void givenADateAndAnUnreadableTimeOfTheServer_thenUntilThenByOurClock() {
        assertThat(retryAfter("Mon, 23 Nov 2026 12:00:07 GMT", "now")).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "soon", "1.5", "1s", "9999999999999999999999", "Mon, 99 Nov 2026 12:00:05 GMT"})
    void givenANegativeOrUnreadableValue_thenNothing(String header) {
        assertThat(retryAfter(header, null)).isEmpty();
    }

    @Test
    void givenNoHeader_thenNothing() {
        assertThat(RetryAfter.from(new HeaderGroup(), CLOCK)).isEmpty();
    }

    private static Optional<Duration> retryAfter(String value, String date) {
        HeaderGroup headers = new HeaderGroup();
        headers.addHeader(new BasicHeader("retry-after", value));
        if (date != null) {
            headers.addHeader(new BasicHeader("date", date));
        }
        return RetryAfter.from(headers, CLOCK);
    }
}
