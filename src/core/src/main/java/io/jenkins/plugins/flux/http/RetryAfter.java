package io.jenkins.plugins.flux.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;

/** The {@code Retry-After} header, in seconds or as an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    /** The longest wait that a server may ask for; more is cut to this. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /**
     * How long the server asks to wait, from the moment of its answer.
     *
     * <p>A date is measured against the answer's own {@code Date}, if it has one, so that clocks may differ.
     *
     * @param headers the headers of the answer
     * @param clock used where the answer has no date
     * @return empty if the header is absent, negative or unreadable; zero for a date in the past
     */
    public static Optional<Duration> from(MessageHeaders headers, Clock clock) {
        return value(headers, "Retry-After").map(String::strip).flatMap(value -> {
            if (value.matches("[0-9]{1,18}")) {
                return Optional.of(atMostLongest(Duration.ofSeconds(Long.parseLong(value))));
            }
            Instant answered = value(headers, "Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
            return date(value).map(date -> atMostLongest(Duration.between(answered, date)));
        });
    }

    private static Optional<String> value(MessageHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirstHeader(name)).map(Header::getValue);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration atMostLongest(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
