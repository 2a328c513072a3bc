package io.jenkins.plugins.flux.queue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The result of a job.
 *
 * @param requestId of the job
 * @param outputs the images in the service's order, at least one
 * @param seed exact seed of the image, if the result has it
 * @param metadataJson the result's metadata as a JSON object, <code>{}</code> if there is none
 * @param rawJson the whole result as received, with the key masked
 */
public record JobResult(
        String requestId, List<OutputImage> outputs, Optional<BigInteger> seed, String metadataJson, String rawJson) {
    /** Copies the list. */
    public JobResult {
        outputs = List.copyOf(outputs);
    }

    /** One line for logs; results can be as large as images. */
    @Override
    public String toString() {
        return "JobResult[" + requestId + ", " + outputs.size() + " image(s)]";
    }
}
