package flux.embedded;

import java.time.Duration;

/**
 * How an embedded Jenkins behaves.
 *
 * @param executors the built-in node's executors, which {@code node} blocks share
 * @param grace how long {@code timeout} waits for a step that it asked to stop; Jenkins waits a minute
 * @param slowCallLimit how long a step may keep the CPS VM thread before it is noted
 */
public record Settings(int executors, Duration grace, Duration slowCallLimit) {
    /** Two executors, a minute of grace, one second for a step's call. */
    public static final Settings DEFAULT = new Settings(2, Duration.ofSeconds(60), Duration.ofSeconds(1));

    /** The same with another number of executors. */
    public Settings withExecutors(int number) {
        return new Settings(number, grace, slowCallLimit);
    }

    /** The same with another grace period of {@code timeout}. */
    public Settings withGrace(Duration period) {
        return new Settings(executors, period, slowCallLimit);
    }

    /** The same with another limit for calls on the CPS VM thread. */
    public Settings withSlowCallLimit(Duration limit) {
        return new Settings(executors, grace, limit);
    }
}
