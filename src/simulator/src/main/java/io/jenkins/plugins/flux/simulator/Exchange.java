package io.jenkins.plugins.flux.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call and its answer, as the simulator saw them. Wherever a known key stood in the path, a header or the body, in
 * plain, URL-encoded or Base64 text, there is {@code <key NAME>} instead.
 *
 * @param number counts all exchanges from 1 in the order in which they were answered
 * @param time when the call was read
 * @param host the listener that was called
 * @param method the HTTP method
 * @param path path and query as sent
 * @param operation what was asked
 * @param requestId the job that the call was about; after a submit the new job
 * @param status the status that was answered; {@link #NO_ANSWER} if nothing was
 * @param headers the request's headers, names in lower case
 * @param keyName the known key that the call was authorized with
 * @param body the request's body as text, cut after 1 MiB characters
 * @param effects what was made to go wrong with the answer
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
    /** The value of {@link #status()} if the connection was closed or held without an answer. */
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
