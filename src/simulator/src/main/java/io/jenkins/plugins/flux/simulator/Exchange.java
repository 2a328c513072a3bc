package io.jenkins.plugins.flux.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call and its answer. A known key in the path, a header or the body is replaced by {@code <key NAME>}, be it
 * plain, URL-encoded or in Base64.
 *
 * @param number counts all exchanges from 1, in the order of their answers
 * @param time when the call was read
 * @param host the listener
 * @param method the HTTP method
 * @param path path and query, as sent
 * @param operation the operation
 * @param requestId the job; after a submit, the new job
 * @param status the status of the answer; {@link #NO_ANSWER} if there was none
 * @param headers the request's headers, names in lower case
 * @param keyName name of the key, if known
 * @param body the request's body as text, truncated to 1 Mi characters
 * @param effects effects of faults on the answer
 */
public record Exchange(
        long number,
        Instant time,
        HostRole host,
        String method,
        String path,
        Operation operation,
        Optional<String> requestId,
        int status,
        Map<String, List<String>> headers,
        Optional<String> keyName,
        String body,
        List<CallEffect> effects) {
    /** The value of {@link #status()} if there was no answer. */
    public static final int NO_ANSWER = 0;

    /** Copies the collections. */
    public Exchange {
        headers = Map.copyOf(headers);
        effects = List.copyOf(effects);
    }

    /** The first value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
