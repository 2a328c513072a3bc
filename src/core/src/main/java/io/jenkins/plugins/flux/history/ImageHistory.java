package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueuedJob;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of one image: the sum of its journal entries. It is the same for a running image and for a replayed
 * journal.
 *
 * @param image what was planned
 * @param state its present state
 * @param sent when the last submit was sent
 * @param lost when the submit was sent whose answer was lost and that was then repeated
 * @param job the job that the service accepted
 * @param forgotten the request id of a reused job whose result the service no longer has
 * @param cancel why it is canceled; the first cause counts, but an abort outranks the others
 * @param outcome how it ended
 * @param jobLeft whether its job may still be in progress at the service although the image has ended
 */
public record ImageHistory(
        PlannedImage image,
        ImageState state,
        Optional<Instant> sent,
        Optional<Instant> lost,
        Optional<Job> job,
        Optional<String> forgotten,
        Optional<JournalEntry.Canceling> cancel,
        Optional<ImageOutcome> outcome,
        boolean jobLeft) {

    /**
     * A job of the service.
     *
     * @param submitted when the service's answer to the submit arrived
     * @param reused whether an earlier execution in the same build submitted it
     * @param running when it was first seen running
     * @param completed when it was first seen complete
     */
    public record Job(
            QueuedJob queued,
            Instant submitted,
            boolean reused,
            Optional<Instant> running,
            Optional<JournalEntry.Completed> completed) {

        /** The service's own measure of the work, if it gave one. */
        public Optional<BigDecimal> inferenceSeconds() {
            return completed.flatMap(JournalEntry.Completed::inferenceSeconds);
        }

        private List<JournalEntry> entries() {
            List<JournalEntry> entries = new ArrayList<>();
            entries.add(new JournalEntry.Submitted(submitted, queued, reused));
            running.ifPresent(at -> entries.add(new JournalEntry.Running(at)));
            completed.ifPresent(entries::add);
            return entries;
        }

        private Job at(QueuedJob other) {
            return new Job(other, submitted, reused, running, completed);
        }
    }

    public ImageHistory {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(state, "state");
    }

    /** An image for which nothing has been done yet. */
    public static ImageHistory of(PlannedImage image) {
        return new ImageHistory(
                image,
                ImageState.PLANNED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * An image whose job an earlier execution in the build has paid for.
     *
     * @param job as the earlier execution has it
     */
    static ImageHistory reusing(Job job, PlannedImage image) {
        ImageHistory begun = of(image).after(new JournalEntry.Submitted(job.submitted(), job.queued(), true));
        if (job.running().isPresent()) {
            begun = begun.after(new JournalEntry.Running(job.running().get()));
        }
        // A job that was faster than its cancel was never seen complete.
        return begun.after(
                job.completed().orElseGet(() -> new JournalEntry.Completed(Instant.now(), Optional.empty())));
    }

    /** The entries with which the journal of a new batch begins, for this image. */
    public List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>(job.map(Job::entries).orElse(List.of()));
        outcome.ifPresent(end -> entries.add(new JournalEntry.Ended(Instant.now(), end, jobLeft)));
        return entries;
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

    /**
     * Whether a later execution may fetch the result: it is paid for and not stored, and the result itself was not at
     * fault.
     */
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
     * What is known after one more entry.
     *
     * @throws IllegalStateException if the entry is not legal here
     */
    public ImageHistory after(JournalEntry entry) {
        if (entry instanceof JournalEntry.Submitting submitting) {
            return with(ImageState.SUBMITTING, Optional.of(submitting.at()), lost, job);
        } else if (entry instanceof JournalEntry.NotAccepted) {
            return with(ImageState.PLANNED, sent, lost, job);
        } else if (entry instanceof JournalEntry.Resubmitting) {
            return with(ImageState.PLANNED, sent, sent, job);
        } else if (entry instanceof JournalEntry.Submitted submitted) {
            return accepted(submitted);
        } else if (entry instanceof JournalEntry.Running running) {
            return with(state, job().map(seen -> seen(seen, running)));
        } else if (entry instanceof JournalEntry.Completed completed) {
            return with(ImageState.COMPLETED, job().map(done -> done(done, completed)));
        } else if (entry instanceof JournalEntry.Forgotten) {
            return forget();
        } else if (entry instanceof JournalEntry.Canceling canceling) {
            return canceled(canceling);
        } else if (entry instanceof JournalEntry.Ended ended) {
            return ended(ended);
        }
        return new ImageHistory(image, state, sent, lost, job, forgotten, cancel, outcome, false);
    }

    /** A copy whose request is completed with what a journal does not hold. */
    public ImageHistory with(PlannedImage completed) {
        return new ImageHistory(completed, state, sent, lost, job, forgotten, cancel, outcome, jobLeft);
    }

    /** A copy whose job is polled at another address. */
    public ImageHistory with(QueuedJob queued) {
        return new ImageHistory(
                image, state, sent, lost, job.map(known -> known.at(queued)), forgotten, cancel, outcome, jobLeft);
    }

    private ImageHistory accepted(JournalEntry.Submitted submitted) {
        Optional<Job> accepted = Optional.of(
                new Job(submitted.queued(), submitted.at(), submitted.reused(), Optional.empty(), Optional.empty()));
        if (isOver()) {
            return new ImageHistory(image, state, sent, lost, accepted, forgotten, cancel, outcome, true);
        }
        return with(cancel.isPresent() ? ImageState.CANCELING : ImageState.SUBMITTED, sent, lost, accepted);
    }

    private ImageHistory forget() {
        return new ImageHistory(
                image,
                state.to(ImageState.PLANNED),
                sent,
                lost,
                Optional.empty(),
                job.map(known -> known.queued().requestId()),
                cancel,
                outcome,
                jobLeft);
    }

    private ImageHistory canceled(JournalEntry.Canceling canceling) {
        ImageState next = state == ImageState.SUBMITTED ? ImageState.CANCELING : state;
        return new ImageHistory(image, next, sent, lost, job, forgotten, Optional.of(canceling), outcome, jobLeft);
    }

    private ImageHistory ended(JournalEntry.Ended ended) {
        ImageState end = state.to(ImageState.of(ended.outcome()));
        return new ImageHistory(
                image, end, sent, lost, job, forgotten, cancel, Optional.of(ended.outcome()), ended.jobLeft());
    }

    private static Job seen(Job job, JournalEntry.Running running) {
        return new Job(job.queued(), job.submitted(), job.reused(), Optional.of(running.at()), job.completed());
    }

    private static Job done(Job job, JournalEntry.Completed completed) {
        return new Job(job.queued(), job.submitted(), job.reused(), job.running(), Optional.of(completed));
    }

    private ImageHistory with(ImageState next, Optional<Job> changed) {
        return with(next, sent, lost, changed);
    }

    private ImageHistory with(
            ImageState next, Optional<Instant> sentAt, Optional<Instant> lostAt, Optional<Job> changed) {
        return new ImageHistory(image, state.to(next), sentAt, lostAt, changed, forgotten, cancel, outcome, jobLeft);
    }
}
