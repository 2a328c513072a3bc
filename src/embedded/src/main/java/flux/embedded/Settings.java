package flux.embedded;

import java.time.Duration;

/**
 * The settings of an embedded Jenkins.
 *
 * @param executors the built-in node's executors, which {@code node} blocks share
 * @param slowCallLimit how long a step may keep the CPS VM thread before it is noted
 */
public record Settings(int executors, Duration slowCallLimit) {
    /** Two executors, one second for a step's call. */
    public static final Settings DEFAULT = new Settings(2, Duration.ofSeconds(1));

    /** The same, with another number of executors. */
    public Settings withExecutors(int number) {
        return new Settings(number, slowCallLimit);
    }

    /** The same, with another limit for calls on the CPS VM thread. */
    public Settings withSlowCallLimit(Duration limit) {
        return new Settings(executors, limit);
    }
}
