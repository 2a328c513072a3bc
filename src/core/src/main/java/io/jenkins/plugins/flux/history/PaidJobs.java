package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs that earlier executions in a build have paid for and not stored. A new one begins with those that it would have
 * to pay for again; each is picked up by one execution at a time, because a job in the history of one is not
 * available to the others.
 */
public final class PaidJobs {

    /**
     * The jobs of one execution in the same build.
     *
     * @param claimed ids of the jobs that no other execution may use
     * @param left images with jobs that it has paid for and not stored
     */
    public record Execution(Instant started, QueueEndpoint endpoint, Set<String> claimed, List<ImageHistory> left) {

        public Execution {
            claimed = Set.copyOf(claimed);
            left = List.copyOf(left);
        }

        /**
         * @param isActive whether it is still in progress, so that what has not ended is its own
         */
        public static Execution of(BatchHistory history, boolean isActive) {
            Set<String> claimed = new HashSet<>();
            List<ImageHistory> left = new ArrayList<>();
            for (ImageHistory image : history.images()) {
                image.forgotten().ifPresent(claimed::add);
                if (isLeft(image, isActive)) {
                    left.add(image);
                } else {
                    image.job().ifPresent(job -> claimed.add(job.queued().requestId()));
                }
            }
            return new Execution(history.started(), history.plan().endpoint(), claimed, left);
        }

        private static boolean isLeft(ImageHistory image, boolean isActive) {
            return image.job().isPresent() && image.isRetrievable() && (image.isOver() || !isActive);
        }
    }

    private record Left(QueueEndpoint endpoint, ImageHistory image) {}

    private final List<Left> left = new ArrayList<>();

    /** @param executions all executions of the build so far */
    public PaidJobs(List<Execution> executions) {
        Set<String> claimed = new HashSet<>();
        executions.forEach(execution -> claimed.addAll(execution.claimed()));
        // The oldest comes first; one that has been picked up in vain is known to two executions and left once.
        executions.stream()
                .sorted(Comparator.comparing(Execution::started))
                .forEach(execution -> execution.left().forEach(image -> {
                    if (claimed.add(requestId(image))) {
                        left.add(new Left(execution.endpoint(), image));
                    }
                }));
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /**
     * The beginning of a batch: an image whose request matches a job is complete, the others are unchanged. A job
     * matches if its origin, model and parameters are the same; any two drawn seeds are the same.
     *
     * @param start images that are planned or already stored
     */
    public BatchHistory begin(BatchHistory start) {
        List<Left> open = new ArrayList<>(left);
        BatchPlan plan = start.plan();
        List<ImageHistory> images = new ArrayList<>();
        for (ImageHistory image : start.images()) {
            Optional<ImageHistory> fits =
                    image.isOver() ? Optional.empty() : take(open, plan.endpoint(), image.image());
            images.add(fits.map(job -> pickedUp(image.image(), job)).orElse(image));
        }
        return start.with(images);
    }

    private static Optional<ImageHistory> take(List<Left> open, QueueEndpoint endpoint, PlannedImage image) {
        for (Iterator<Left> candidates = open.iterator(); candidates.hasNext(); ) {
            Left candidate = candidates.next();
            if (endpoint.isSameModelOf(candidate.endpoint())
                    && image.isSameRequest(candidate.image().image())) {
                candidates.remove();
                return Optional.of(candidate.image());
            }
        }
        return Optional.empty();
    }

    private static ImageHistory pickedUp(PlannedImage image, ImageHistory left) {
        return ImageHistory.reusing(left.job().orElseThrow(), image.withSeedOf(left.image()));
    }

    private static String requestId(ImageHistory image) {
        return image.job().orElseThrow().queued().requestId();
    }
}
