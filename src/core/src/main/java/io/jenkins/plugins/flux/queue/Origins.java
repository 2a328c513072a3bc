package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.SafeText;
import java.net.URI;

/** Ensures that the key is sent to the endpoint's origin and nowhere else. */
final class Origins {
    private Origins() {}

    /**
     * Checks that the key may be sent to an address.
     *
     * @throws QueueException of kind PROTOCOL if it may not
     */
    static void check(QueueEndpoint endpoint, URI address, String requestId) {
        if (!endpoint.isSameOrigin(address)) {
            throw QueueException.because(
                            QueueException.Kind.PROTOCOL,
                            "the service names " + SafeText.address(address) + ", which is not at the endpoint "
                                    + SafeText.address(endpoint.baseUrl()) + "; the key is not sent there")
                    .requestId(requestId)
                    .build();
        }
    }
}
