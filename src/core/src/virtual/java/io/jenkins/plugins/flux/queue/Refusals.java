package io.jenkins.plugins.flux.queue;

import java.time.Duration;

/** What a service in virtual time answers when it is asked too much. */
public final class Refusals {

    private Refusals() {}

    /**
     * @param retryAfter how long the service asks to wait; null if it does not say
     */
    public static QueueException tooMany(Duration retryAfter) {
        return QueueException.because(QueueException.Kind.RATE_LIMITED, "too many calls")
                .retryAfter(retryAfter)
                .build();
    }
}
