package flux.embedded.pipeline;

import java.util.Locale;

/** Durations in the format of Jenkins. */
final class TimeSpans {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private TimeSpans() {}

    static String describe(long millis) {
        if (millis >= HOUR) {
            return millis / HOUR + " hr " + millis % HOUR / MINUTE + " min";
        }
        if (millis >= MINUTE) {
            return millis / MINUTE + " min " + millis % MINUTE / SECOND + " sec";
        }
        if (millis >= 10 * SECOND) {
            return millis / SECOND + " sec";
        }
        if (millis >= SECOND) {
            return decimal(millis / 100 / 10.0) + " sec";
        }
        return millis >= 100 ? decimal(millis / 10 / 100.0) + " sec" : millis + " ms";
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
    }
}
