package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.QueuedTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of one image: the sum of its moves. A running generation and a replayed journal are told apart by
 * nothing in it.
 *
 * @param image what was planned
 * @param state where it stands
 * @param sent when the last submit was sent
 * @param lost when the submit was sent whose answer was lost and that was then repeated
 * @param job what the service has taken
 * @param forgotten the request id of a reused job that the service could not give any more
 * @param cancel why it shall end; the first reason counts, but that an abort outranks the others
 * @param outcome how it ended
 * @param jobLeft whether its job may still go on at the service although it has ended
 */
public record ImageHistory(
        PlannedImage image,
        GenerationState state,
        Optional<Instant> sent,
        Optional<Instant> lost,
        Optional<Job> job,
        Optional<String> forgotten,
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

        private List<Move> moves() {
            List<Move> moves = new ArrayList<>();
            moves.add(new Move.Submitted(submitted, task, reused));
            running.ifPresent(at -> moves.add(new Move.Running(at)));
            completed.ifPresent(moves::add);
            return moves;
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * An image whose job an earlier run of the build has paid for.
     *
     * @param job as the earlier run has it
     */
    static ImageHistory reusing(Job job, PlannedImage image) {
        ImageHistory begun = of(image).after(new Move.Submitted(job.submitted(), job.task(), true));
        if (job.running().isPresent()) {
            begun = begun.after(new Move.Running(job.running().get()));
        }
        // A job that was faster than its cancel was never seen complete.
        return begun.after(job.completed().orElseGet(() -> new Move.Completed(Instant.now(), Optional.empty())));
    }

    /** What the journal of a run says of it that begins with it. */
    public List<Move> moves() {
        List<Move> moves = new ArrayList<>(job.map(Job::moves).orElse(List.of()));
        outcome.ifPresent(end -> moves.add(new Move.Ended(Instant.now(), end, jobLeft)));
        return moves;
    }

    /** Whether it is over for the build. */
    public boolean isOver() {
        return state.isTerminal();
    }

    /** Whether a lost submit has been repeated. */
    public boolean resubmitted() {
        return lost.isPresent();
    }

    /** Whether it is paid for. */
    public boolean isPaid() {
        return job.flatMap(Job::completed).isPresent();
    }

    /** Whether a later run may fetch the result: it is paid for and not stored, and it was not the result that was the fault. */
    boolean isRetrievable() {
        return outcome.map(ImageHistory::isRetrievable).orElse(isPaid());
    }

    private static boolean isRetrievable(ImageOutcome end) {
        return end instanceof ImageOutcome.Failed failed
                ? failed.retrievable()
                : end instanceof ImageOutcome.Canceled canceled
                        && canceled.report().result() == CancelReport.Result.TOO_LATE;
    }

    /**
     * What is known after one more move.
     *
     * @throws IllegalStateException if the move is not legal here
     */
    public ImageHistory after(Move move) {
        if (move instanceof Move.Submitting submitting) {
            return with(GenerationState.SUBMITTING, Optional.of(submitting.at()), lost, job);
        } else if (move instanceof Move.NotTaken) {
            return with(GenerationState.PLANNED, sent, lost, job);
        } else if (move instanceof Move.Resubmitting) {
            return with(GenerationState.PLANNED, sent, sent, job);
        } else if (move instanceof Move.Submitted submitted) {
            return taken(submitted);
        } else if (move instanceof Move.Running running) {
            return with(state, job().map(seen -> seen(seen, running)));
        } else if (move instanceof Move.Completed completed) {
            return with(GenerationState.COMPLETED, job().map(done -> done(done, completed)));
        } else if (move instanceof Move.Forgotten) {
            return forget();
        } else if (move instanceof Move.Canceling canceling) {
            return canceled(canceling);
        } else if (move instanceof Move.Ended ended) {
            return ended(ended);
        }
        return new ImageHistory(image, state, sent, lost, job, forgotten, cancel, outcome, false);
    }

    /** The same image where its request has been completed by what a journal does not hold. */
    public ImageHistory with(PlannedImage completed) {
        return new ImageHistory(completed, state, sent, lost, job, forgotten, cancel, outcome, jobLeft);
    }

    /** The same image where its job is asked about elsewhere. */
    public ImageHistory with(QueuedTask task) {
        return new ImageHistory(
                image, state, sent, lost, job.map(known -> known.at(task)), forgotten, cancel, outcome, jobLeft);
    }

    private ImageHistory taken(Move.Submitted submitted) {
        Optional<Job> taken = Optional.of(
                new Job(submitted.task(), submitted.at(), submitted.reused(), Optional.empty(), Optional.empty()));
        if (isOver()) {
            return new ImageHistory(image, state, sent, lost, taken, forgotten, cancel, outcome, true);
        }
        return with(cancel.isPresent() ? GenerationState.CANCELING : GenerationState.SUBMITTED, sent, lost, taken);
    }

    private ImageHistory forget() {
        return new ImageHistory(
                image,
                state.to(GenerationState.PLANNED),
                sent,
                lost,
                Optional.empty(),
                job.map(known -> known.task().requestId()),
                cancel,
                outcome,
                jobLeft);
    }

    private ImageHistory canceled(Move.Canceling canceling) {
        GenerationState next = state == GenerationState.SUBMITTED ? GenerationState.CANCELING : state;
        return new ImageHistory(image, next, sent, lost, job, forgotten, Optional.of(canceling), outcome, jobLeft);
    }

    private ImageHistory ended(Move.Ended ended) {
        GenerationState end = state.to(GenerationState.of(ended.outcome()));
        return new ImageHistory(
                image, end, sent, lost, job, forgotten, cancel, Optional.of(ended.outcome()), ended.jobLeft());
    }

    private static Job seen(Job job, Move.Running running) {
        return new Job(job.task(), job.submitted(), job.reused(), Optional.of(running.at()), job.completed());
    }

    private static Job done(Job job, Move.Completed completed) {
        return new Job(job.task(), job.submitted(), job.reused(), job.running(), Optional.of(completed));
    }

    private ImageHistory with(GenerationState next, Optional<Job> changed) {
        return with(next, sent, lost, changed);
    }

    private ImageHistory with(
            GenerationState next, Optional<Instant> sentAt, Optional<Instant> lostAt, Optional<Job> changed) {
        return new ImageHistory(image, state.to(next), sentAt, lostAt, changed, forgotten, cancel, outcome, jobLeft);
    }
}
