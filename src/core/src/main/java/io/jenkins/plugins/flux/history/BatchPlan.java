package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to generate and under which rules: everything the engine needs before it starts.
 *
 * @param endpointName under which the service is configured: plans with the same share its limits and its pauses,
 *     others do not, for they may have another key
 * @param endpoint the service
 * @param maxConcurrent the most jobs in flight at that endpoint at once, over all plans of this process; 1 or more
 * @param images what to generate; at least one, with different names
 * @param deadlines how long each phase may take
 * @param failFast whether the first failure cancels the other images
 * @param keepOnAbort whether an image that was complete before its cancel arrived is stored all the same
 * @param resubmitLost whether a submit whose answer was lost is repeated, once, at the risk of paying twice
 */
public record BatchPlan(
        String endpointName,
        QueueEndpoint endpoint,
        int maxConcurrent,
        List<PlannedImage> images,
        Deadlines deadlines,
        boolean failFast,
        boolean keepOnAbort,
        boolean resubmitLost) {

    public BatchPlan {
        Objects.requireNonNull(endpointName, "endpointName");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(deadlines, "deadlines");
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("images: a plan needs at least one image");
        }
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrent: " + maxConcurrent + " is not allowed; it must be 1 or more");
        }
        Set<String> names = new HashSet<>();
        for (PlannedImage image : images) {
            if (!names.add(image.name())) {
                throw new IllegalArgumentException("name: '" + image.name() + "' is used twice in one plan");
            }
        }
    }

    /** A copy with other images. */
    BatchPlan with(List<PlannedImage> others) {
        return new BatchPlan(
                endpointName, endpoint, maxConcurrent, others, deadlines, failFast, keepOnAbort, resubmitLost);
    }

    /** The name for one of several outputs of an image; never that of another image of the plan. */
    public String nameOfOutput(PlannedImage image, int number) {
        String name = image.nameOfOutput(Integer.toString(number), number);
        boolean isUsed =
                number > 1 && images.stream().anyMatch(other -> other.name().equals(name));
        return isUsed ? image.nameOfOutput("output-" + number, number) : name;
    }
}
