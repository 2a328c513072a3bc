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
 * to pay for again; each is picked up by one execution at a time, since one that has it in its history takes it away
 * from all others.
 */
public final class PaidJobs {

    /**
     * What an execution in the same build says about it.
     *
     * @param taken ids of the jobs that no other run may take
     * @param left images with jobs that it has paid for and not stored
     */
    public record Run(Instant started, QueueEndpoint endpoint, Set<String> taken, List<ImageHistory> left) {

        public Run {
            taken = Set.copyOf(taken);
            left = List.copyOf(left);
        }

        /**
         * @param isActive whether it is still in progress, so that what has not ended is its own
         */
        public static Run of(BatchHistory history, boolean isActive) {
            Set<String> taken = new HashSet<>();
            List<ImageHistory> left = new ArrayList<>();
            for (ImageHistory image : history.images()) {
                image.forgotten().ifPresent(taken::add);
                if (isLeft(image, isActive)) {
                    left.add(image);
                } else {
                    image.job().ifPresent(job -> taken.add(job.task().requestId()));
                }
            }
            return new Run(history.started(), history.plan().endpoint(), taken, left);
        }

        private static boolean isLeft(ImageHistory image, boolean isActive) {
            return image.job().isPresent() && image.isRetrievable() && (image.isOver() || !isActive);
        }
    }

    private record Left(QueueEndpoint endpoint, ImageHistory image) {}

    private final List<Left> left = new ArrayList<>();

    /**
     * @param runs all of the build so far
     */
    public PaidJobs(List<Run> runs) {
        Set<String> taken = new HashSet<>();
        runs.forEach(run -> taken.addAll(run.taken()));
        // The oldest comes first; one that has been picked up in vain is known to two runs and left once.
        runs.stream()
                .sorted(Comparator.comparing(Run::started))
                .forEach(run -> run.left().forEach(image -> {
                    if (taken.add(requestId(image))) {
                        left.add(new Left(run.endpoint(), image));
                    }
                }));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return left.isEmpty();
    }

    /**
     * The beginning of a batch: an image whose request a job fits is complete, the others are as they were. A job fits
     * when it is of the same origin and model, and all parameters are the same; a seed that was drawn is the same as
     * another one that was.
     *
     * @param start images that are planned, or stored before
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
        return image.job().orElseThrow().task().requestId();
    }
}
