package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.image.ImageHeader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A stored image and where it came from.
 *
 * @param name what it is stored under
 * @param planned what was requested
 * @param requestId the service's id of the job
 * @param header format, width and height as read from the bytes
 * @param bytes length of the file
 * @param sha256 lower-case hexadecimal checksum of the file
 * @param seed the seed that the service says it used, else the one that was requested
 * @param inferenceSeconds the service's own measure of the work, if it gave one
 * @param timings when it reached each phase
 * @param reused whether an earlier execution in the same build had submitted the job
 * @param resubmitted whether the answer to a first submit was lost, so that another job may have been billed
 */
public record GeneratedImage(
        String name,
        PlannedImage planned,
        String requestId,
        ImageHeader header,
        long bytes,
        String sha256,
        Optional<BigInteger> seed,
        Optional<BigDecimal> inferenceSeconds,
        Timings timings,
        boolean reused,
        boolean resubmitted) {

    /** The same file for an image of a later execution that has the same name. */
    GeneratedImage reusedFor(PlannedImage image) {
        return new GeneratedImage(
                name, image, requestId, header, bytes, sha256, seed, inferenceSeconds, timings, true, resubmitted);
    }
}
