package io.jenkins.plugins.flux.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations and latencies. */
final class LatencyText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");

    private LatencyText() {}

    static Latency parse(String text) {
        int range = text.indexOf("..");
        if (range >= 0) {
            return Latency.uniform(duration(text.substring(0, range)), duration(text.substring(range + 2)));
        }
        int tilde = text.indexOf('~');
        if (tilde >= 0) {
            return Latency.logNormal(duration(text.substring(0, tilde)), sigma(text.substring(tilde + 1)));
        }
        return Latency.fixed(duration(text));
    }

    /** Parses {@code 250ms}, {@code 1.5s}, {@code 2m}, {@code 1h}; a bare number is in seconds. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration such as 500ms, 2s or 1.5m: '" + text + "'");
        }
        long nanosPerUnit = unit(matcher.group(2)).toNanos();
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
        return check(Duration.ofNanos(nanos.longValue()));
    }

    static Duration check(Duration value) {
        Objects.requireNonNull(value, "duration");
        if (value.isNegative() || value.compareTo(Latency.MAXIMUM) > 0) {
            throw new IllegalArgumentException("a latency is between 0 and " + Latency.MAXIMUM + ": " + value);
        }
        return value;
    }

    private static Duration unit(String name) {
        if (name == null) {
            return Duration.ofSeconds(1);
        }
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofSeconds(1);
        };
    }

    private static double sigma(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a sigma such as 0.5: '" + text + "'", e);
        }
    }
}
