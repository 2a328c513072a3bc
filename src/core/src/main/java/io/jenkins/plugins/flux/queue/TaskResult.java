package io.jenkins.plugins.flux.queue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What the service made.
 *
 * @param requestId of the request
 * @param outputs the images in the service's order, at least one
 * @param seed with which the image was made, exactly, if the result says it anywhere
 * @param metadataJson the result's metadata as a JSON object, <code>{}</code> if there is none
 * @param rawJson the whole result as it came; only the key is masked in it
 */
public record TaskResult(
        String requestId, List<OutputImage> outputs, Optional<BigInteger> seed, String metadataJson, String rawJson) {
    /** Keeps a copy of the list. */
    public TaskResult {
        outputs = List.copyOf(outputs);
    }

    /** One line for logs; results can be as large as images. */
    @Override
    public String toString() {
        return "TaskResult[" + requestId + ", " + outputs.size() + " image(s)]";
    }
}
