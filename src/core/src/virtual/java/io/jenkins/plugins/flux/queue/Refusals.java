package io.jenkins.plugins.flux.queue;

import java.time.Duration;

/** How a service in virtual time answers too many calls. */
public final class Refusals {

    private Refusals() {}

    /** @param retryAfter how long the service asks to wait; null if it does not */
    public static QueueException tooMany(Duration retryAfter) {
        return QueueException.because(QueueException.Kind.RATE_LIMITED, "too many calls")
                .retryAfter(retryAfter)
                .build();
    }
}
