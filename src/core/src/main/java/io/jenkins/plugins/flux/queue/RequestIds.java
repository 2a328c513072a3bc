package io.jenkins.plugins.flux.queue;

import java.util.regex.Pattern;

/**
 * The service's ids of jobs. They become parts of addresses, so they must not contain anything with a meaning there.
 */
final class RequestIds {
    private static final Pattern USABLE = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~:=@+-]{1,200}");

    private RequestIds() {}

    static boolean isUsable(String requestId) {
        return requestId != null && USABLE.matcher(requestId).matches();
    }

    /**
     * Returns the id itself.
     *
     * @throws QueueException of kind PROTOCOL if it cannot be part of an address
     */
    static String check(String requestId) {
        if (!isUsable(requestId)) {
            throw new QueueException(
                    QueueException.Kind.PROTOCOL,
                    "the request id is unusable: it must be 1 to 200 letters, digits and the characters . _ ~ : = @ + -");
        }
        return requestId;
    }
}
