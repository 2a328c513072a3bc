package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.QueuedTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of one image: the sum of its moves. A running generation and a replayed journal are told apart by
 * nothing in it.
 *
 * @param image what was planned
 * @param state where it stands
 * @param sent when the last submit was sent
 * @param resubmitted whether a lost submit has been repeated
 * @param job what the service has taken
 * @param cancel why it shall end; the first reason counts, but that an abort outranks the others
 * @param outcome how it ended
 * @param jobLeft whether its job may still go on at the service although it has ended
 */
public record ImageHistory(
        PlannedImage image,
        GenerationState state,
        Optional<Instant> sent,
        boolean resubmitted,
        Optional<Job> job,
        Optional<Move.Canceling> cancel,
        Optional<ImageOutcome> outcome,
        boolean jobLeft) {

    /**
     * A job of the service.
     *
     * @param submitted when the service's answer to the submit arrived
     * @param reused whether an earlier run of the same build submitted it
     * @param running when it was first seen running
     * @param completed when it was first seen complete
     */
    public record Job(
            QueuedTask task,
            Instant submitted,
            boolean reused,
            Optional<Instant> running,
            Optional<Move.Completed> completed) {

        /** The service's own measure of the work, if it gave one. */
        public Optional<BigDecimal> inferenceSeconds() {
            return completed.flatMap(Move.Completed::inferenceSeconds);
        }

        private Job at(QueuedTask other) {
            return new Job(other, submitted, reused, running, completed);
        }
    }

    public ImageHistory {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(state, "state");
    }

    /** An image of which nothing has been done. */
    public static ImageHistory of(PlannedImage image) {
        return new ImageHistory(
                image,
                GenerationState.PLANNED,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Whether it is over for the build. */
    public boolean isOver() {
        return state.isTerminal();
    }

    /** Whether it is paid for. */
    public boolean isPaid() {
        return job.flatMap(Job::completed).isPresent();
    }

    /**
     * What is known after one more move.
     *
     * @throws IllegalStateException if the move is not legal here
     */
    public ImageHistory after(Move move) {
        if (move instanceof Move.Submitting submitting) {
            return with(GenerationState.SUBMITTING, Optional.of(submitting.at()), resubmitted, job);
        } else if (move instanceof Move.NotTaken) {
            return with(GenerationState.PLANNED, sent, resubmitted, job);
        } else if (move instanceof Move.Resubmitting) {
            return with(GenerationState.PLANNED, sent, true, job);
        } else if (move instanceof Move.Submitted submitted) {
            return taken(submitted);
        } else if (move instanceof Move.Running running) {
            return with(state, job().map(seen -> seen(seen, running)));
        } else if (move instanceof Move.Completed completed) {
            return with(GenerationState.COMPLETED, job().map(done -> done(done, completed)));
        } else if (move instanceof Move.Canceling canceling) {
            return canceled(canceling);
        } else if (move instanceof Move.Ended ended) {
            return ended(ended);
        }
        return new ImageHistory(image, state, sent, resubmitted, job, cancel, outcome, false);
    }

    /** The same image where its request has been completed by what a journal does not hold. */
    public ImageHistory with(PlannedImage completed) {
        return new ImageHistory(completed, state, sent, resubmitted, job, cancel, outcome, jobLeft);
    }

    /** The same image where its job is asked about elsewhere. */
    public ImageHistory with(QueuedTask task) {
        return new ImageHistory(
                image, state, sent, resubmitted, job.map(known -> known.at(task)), cancel, outcome, jobLeft);
    }

    private ImageHistory taken(Move.Submitted submitted) {
        Optional<Job> taken = Optional.of(
                new Job(submitted.task(), submitted.at(), submitted.reused(), Optional.empty(), Optional.empty()));
        if (isOver()) {
            return new ImageHistory(image, state, sent, resubmitted, taken, cancel, outcome, true);
        }
        return with(
                cancel.isPresent() ? GenerationState.CANCELING : GenerationState.SUBMITTED, sent, resubmitted, taken);
    }

    private ImageHistory canceled(Move.Canceling canceling) {
        GenerationState next = state == GenerationState.SUBMITTED ? GenerationState.CANCELING : state;
        return new ImageHistory(image, next, sent, resubmitted, job, Optional.of(canceling), outcome, jobLeft);
    }

    private ImageHistory ended(Move.Ended ended) {
        GenerationState end = state.to(GenerationState.of(ended.outcome()));
        return new ImageHistory(
                image, end, sent, resubmitted, job, cancel, Optional.of(ended.outcome()), ended.jobLeft());
    }

    private static Job seen(Job job, Move.Running running) {
        return new Job(job.task(), job.submitted(), job.reused(), Optional.of(running.at()), job.completed());
    }

    private static Job done(Job job, Move.Completed completed) {
        return new Job(job.task(), job.submitted(), job.reused(), job.running(), Optional.of(completed));
    }

    private ImageHistory with(GenerationState next, Optional<Job> changed) {
        return with(next, sent, resubmitted, changed);
    }

    private ImageHistory with(
            GenerationState next, Optional<Instant> sentAt, boolean wasResubmitted, Optional<Job> changed) {
        return new ImageHistory(image, state.to(next), sentAt, wasResubmitted, changed, cancel, outcome, jobLeft);
    }
}
