package io.jenkins.plugins.flux.generation;

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
 * Jobs that earlier runs of a build have paid for and not stored. A new run begins with those that it would have to pay for
 * again; each is picked up by one run at a time, since a run that has one in its history takes it away from all others.
 */
public final class PaidJobs {

    /**
     * A run of the same build.
     *
     * @param isActive whether something still goes on with it, so that what has not ended is its own
     */
    public record Run(PlanHistory history, boolean isActive) {}

    private record Left(QueueEndpoint endpoint, ImageHistory image) {}

    private final List<Left> left = new ArrayList<>();

    /**
     * @param runs all of the build so far
     */
    public PaidJobs(List<Run> runs) {
        Set<String> taken = new HashSet<>();
        runs.forEach(run -> run.history().images().forEach(image -> {
            image.forgotten().ifPresent(taken::add);
            if (!isLeft(run, image)) {
                image.job().ifPresent(job -> taken.add(job.task().requestId()));
            }
        }));
        // The oldest comes first; one that has been picked up in vain is known to two runs and left once.
        runs.stream()
                .sorted(Comparator.comparing(run -> run.history().started()))
                .forEach(run -> run.history().images().forEach(image -> {
                    if (isLeft(run, image) && taken.add(requestId(image))) {
                        left.add(new Left(run.history().plan().endpoint(), image));
                    }
                }));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return left.isEmpty();
    }

    /**
     * The beginning of a run: an image whose request a job fits is complete, the others are planned. A job fits when it is of
     * the same origin and model, and all parameters are the same; a seed that was drawn is the same as another one that was.
     *
     * @param started when the run is begun
     */
    public PlanHistory begin(GenerationPlan plan, Instant started) {
        List<Left> open = new ArrayList<>(left);
        List<ImageHistory> images = new ArrayList<>();
        for (PlannedImage image : plan.images()) {
            images.add(take(open, plan.endpoint(), image)
                    .map(job -> pickedUp(image.withSeedOf(job.image()), job))
                    .orElseGet(() -> ImageHistory.of(image)));
        }
        return new PlanHistory(
                plan.with(images.stream().map(ImageHistory::image).toList()), started, images);
    }

    private static Optional<ImageHistory> take(List<Left> open, QueueEndpoint endpoint, PlannedImage image) {
        for (Iterator<Left> candidates = open.iterator(); candidates.hasNext(); ) {
            Left candidate = candidates.next();
            if (endpoint.isSameOrigin(candidate.endpoint().baseUrl())
                    && endpoint.model().equals(candidate.endpoint().model())
                    && image.isSameRequest(candidate.image().image())) {
                candidates.remove();
                return Optional.of(candidate.image());
            }
        }
        return Optional.empty();
    }

    private static ImageHistory pickedUp(PlannedImage image, ImageHistory left) {
        ImageHistory.Job job = left.job().orElseThrow();
        ImageHistory begun = ImageHistory.of(image).after(new Move.Submitted(job.submitted(), job.task(), true));
        if (job.running().isPresent()) {
            begun = begun.after(new Move.Running(job.running().get()));
        }
        // A job that was faster than its cancel was never seen complete.
        return begun.after(job.completed().orElseGet(() -> new Move.Completed(Instant.now(), Optional.empty())));
    }

    private static boolean isLeft(Run run, ImageHistory image) {
        return image.job().isPresent() && image.isRetrievable() && (image.isOver() || !run.isActive());
    }

    private static String requestId(ImageHistory image) {
        return image.job().orElseThrow().task().requestId();
    }
}
