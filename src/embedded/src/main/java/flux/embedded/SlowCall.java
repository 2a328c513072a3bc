package flux.embedded;

import java.time.Duration;

/**
 * A step kept its Pipeline waiting longer than it should.
 *
 * @param step the step's function name
 * @param method {@code start}, {@code stop} or {@code onResume}
 * @param taken how long the call took
 * @param stack where it was when the limit passed
 */
public record SlowCall(String step, String method, Duration taken, String stack) {
    @Override
    public String toString() {
        return step + "." + method + " kept its Pipeline waiting for " + taken.toMillis() + " ms at\n\tat " + stack;
    }
}
