package io.jenkins.plugins.flux.threads;

import java.io.IOException;
import java.time.Duration;

/** Blocking work timed out because what it works with did not answer. The work itself may still return. */
public final class WorkHangsException extends IOException {

    private static final long serialVersionUID = 1L;

    private WorkHangsException(String message) {
        super(message);
    }

    static WorkHangsException after(Duration limit, String place) {
        return new WorkHangsException(place + " did not answer within " + seconds(limit));
    }

    /** The work was not begun, because earlier work of the same owner still hangs. */
    static WorkHangsException still(String place) {
        return new WorkHangsException(place + " did not answer before and still hangs");
    }

    public static String seconds(Duration limit) {
        long seconds = Math.max(1, limit.toSeconds());
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
