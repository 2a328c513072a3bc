package flux.embedded;

import java.time.Duration;

/**
 * The settings of an embedded Jenkins.
 *
 * @param executors number of executors of the built-in node, which {@code node} blocks share
 * @param grace how long {@code timeout} waits for a step to stop; a minute in Jenkins
 * @param slowCallLimit how long a step may block the CPS VM thread before that is recorded
 */
public record Settings(int executors, Duration grace, Duration slowCallLimit) {
    /** Two executors, a grace period of a minute, one second for a call of a step. */
    public static final Settings DEFAULT = new Settings(2, Duration.ofSeconds(60), Duration.ofSeconds(1));

    /** The same, with another number of executors. */
    public Settings withExecutors(int number) {
        return new Settings(number, grace, slowCallLimit);
    }

    /** The same, with another grace period of {@code timeout}. */
    public Settings withGrace(Duration period) {
        return new Settings(executors, period, slowCallLimit);
    }

    /** The same, with another limit for calls on the CPS VM thread. */
    public Settings withSlowCallLimit(Duration limit) {
        return new Settings(executors, grace, limit);
    }
}
