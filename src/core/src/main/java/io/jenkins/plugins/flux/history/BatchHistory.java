package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A plan and its progress.
 *
 * @param started when it began; its total time limit counts from here
 * @param images one history per image, in the plan's order
 */
public record BatchHistory(BatchPlan plan, Instant started, List<ImageHistory> images) {

    public BatchHistory {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(started, "started");
        images = List.copyOf(images);
        if (images.size() != plan.images().size()) {
            throw new IllegalArgumentException("images: " + images.size() + " histories for "
                    + plan.images().size() + " planned images");
        }
    }

    /** A plan for which nothing has been done yet. */
    public static BatchHistory of(BatchPlan plan, Instant started) {
        return new BatchHistory(
                plan, started, plan.images().stream().map(ImageHistory::of).toList());
    }

    /**
     * A copy with the endpoint's present configuration. Jobs are polled at their own addresses if these have the
     * endpoint's origin, otherwise at the endpoint's address for a job of that id.
     *
     * @param name as in {@link BatchPlan}
     * @param maxConcurrent as in {@link BatchPlan}
     */
    public BatchHistory at(String name, QueueEndpoint endpoint, int maxConcurrent) {
        return new BatchHistory(
                plan(name, endpoint, maxConcurrent, plan.keepOnAbort()),
                started,
                images.stream().map(image -> at(endpoint, image)).toList());
    }

    /** A copy with other images. */
    BatchHistory with(List<ImageHistory> others) {
        return new BatchHistory(
                plan.with(others.stream().map(ImageHistory::image).toList()), started, others);
    }

    /** A copy that keeps no image when it is aborted, for a build that has no place for it. */
    public BatchHistory keepingNothing() {
        return new BatchHistory(
                plan(plan.endpointName(), plan.endpoint(), plan.maxConcurrent(), false), started, images);
    }

    private BatchPlan plan(String name, QueueEndpoint endpoint, int maxConcurrent, boolean keepOnAbort) {
        return new BatchPlan(
                name,
                endpoint,
                maxConcurrent,
                plan.images(),
                plan.deadlines(),
                plan.failFast(),
                keepOnAbort,
                plan.resubmitLost());
    }

    private static ImageHistory at(QueueEndpoint endpoint, ImageHistory image) {
        return image.job()
                .map(ImageHistory.Job::queued)
                .filter(queued -> !endpoint.isSameOrigin(queued.statusUrl()))
                .map(queued -> image.with(QueuedJob.of(endpoint, queued.requestId())))
                .orElse(image);
    }

    /** The request ids of all jobs that may still be in progress at the service. */
    public List<String> openRequests() {
        return images.stream()
                .filter(image -> !image.isOver() || image.jobLeft())
                .flatMap(image -> image.job().stream())
                .map(job -> job.queued().requestId())
                .toList();
    }

    /** Whether every image has ended and no job is left at the service: there is nothing to resume. */
    public boolean isSettled() {
        return images.stream().allMatch(image -> image.isOver() && !image.jobLeft());
    }

    /** Whether every image has ended. */
    public boolean isOver() {
        return images.stream().allMatch(ImageHistory::isOver);
    }

    /** Whether it was aborted. */
    public boolean isAborted() {
        return images.stream()
                .flatMap(image -> image.cancel().stream())
                .anyMatch(cancel -> cancel.cause() == CancelCause.ABORT);
    }
}
