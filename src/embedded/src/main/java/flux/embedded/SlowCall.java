package flux.embedded;

import java.time.Duration;

/**
 * A step blocked its Pipeline for too long.
 *
 * @param step function name of the step
 * @param method {@code start}, {@code stop} or {@code onResume}
 * @param taken how long the call took
 * @param stack stack of the thread when the limit was exceeded
 */
public record SlowCall(String step, String method, Duration taken, String stack) {
    @Override
    public String toString() {
        return step + "." + method + " kept its Pipeline waiting for " + taken.toMillis() + " ms at\n\tat " + stack;
    }
}
