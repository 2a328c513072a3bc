package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.threads.EventLoop;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the classes that work on one image share: its history, a way to add entries, and timers, one of each kind.
 * Depends on none of them: with the entry with which one {@linkplain #leave leaves}, the next begins. Used on the
 * {@link EventLoop}.
 */
final class ImageContext {

    private static final Logger LOGGER = Logger.getLogger(ImageContext.class.getName());

    private final int index;
    private final BatchServices batch;
    private final BiConsumer<ImageHistory, CompletableFuture<Void>> next;

    /** Read by the thread that is about to send a submit, too. */
    private volatile ImageHistory history;

    private final Timer step = new Timer();
    private final Timer deadline = new Timer();
    private final Timer cancelDeadline = new Timer();

    /**
     * @param index of the image in the plan
     * @param next begins the work in another state; receives the history before, and a future for when the journal has
     *     the entry
     */
    ImageContext(
            int index,
            ImageHistory history,
            BatchServices batch,
            BiConsumer<ImageHistory, CompletableFuture<Void>> next) {
        this.index = index;
        this.history = history;
        this.batch = batch;
        this.next = next;
    }

    // The history.

    ImageHistory history() {
        return history;
    }

    PlannedImage image() {
        return history.image();
    }

    ImageHistory.Job job() {
        return history.job().orElseThrow();
    }

    boolean isOver() {
        return history.isOver();
    }

    boolean isCanceled() {
        return history.cancel().isPresent();
    }

    // Entries and events.

    /**
     * Adds an entry: the only place where the history changes.
     *
     * @return completed when the journal has it
     */
    CompletableFuture<Void> add(JournalEntry entry) {
        ImagePhase before = ImagePhase.of(history);
        history = history.after(entry);
        batch.tally().move(before, ImagePhase.of(history));
        return batch.journal().add(index, entry);
    }

    /** Adds the entry with which the work in a state ends, and begins the work in the next state. */
    void leave(JournalEntry entry, ImageEvent... events) {
        ImageHistory before = history;
        CompletableFuture<Void> written = add(entry);
        if (!before.isOver()) {
            List.of(events).forEach(this::report);
        }
        next.accept(before, written);
    }

    void report(ImageEvent event) {
        batch.report(event);
    }

    /** The job is complete at the service: from here on it is paid for. */
    void completed(Optional<BigDecimal> inferenceSeconds) {
        leave(
                new JournalEntry.Completed(Instant.now(), inferenceSeconds),
                new ImageEvent.Completed(image(), job().queued().requestId(), inferenceSeconds));
    }

    // How the image ends, which happens once.

    void stored(ImageOutcome.Stored stored) {
        end(stored, false);
    }

    /** A later execution may fetch the result if it is paid for. */
    void failed(String message) {
        end(failure(message, history.isPaid()), false);
    }

    /** The job is complete, and its result is unusable. */
    void unusable(String message) {
        end(failure(message, false), false);
    }

    void unknown(Instant sent, String message) {
        end(new ImageOutcome.Unknown(image(), sent, message), false);
    }

    void neverSubmitted() {
        canceled(CancelReport.Result.NOT_SUBMITTED, "it was never submitted; nothing is billed");
    }

    void canceled(CancelReport.Result result, String message) {
        JournalEntry.Canceling cancel = history.cancel().orElseThrow();
        ImageOutcome outcome = cancel.cause() == CancelCause.GIVEN_UP
                ? failure(cancel.reason() + "; " + message, false)
                : new ImageOutcome.Canceled(image(), cancel.cause(), requestId(), new CancelReport(result, message));
        end(outcome, result == CancelReport.Result.FAILED);
    }

    private void end(ImageOutcome known, boolean jobLeft) {
        if (!isOver()) {
            ImageOutcome outcome = withLostSubmit(known);
            leave(new JournalEntry.Ended(Instant.now(), outcome, jobLeft), new ImageEvent.Ended(image(), outcome));
        }
    }

    /** Whatever became of the repeated submit, the one whose answer was lost may have created a job. */
    private ImageOutcome withLostSubmit(ImageOutcome outcome) {
        Optional<Instant> lost = history.lost();
        if (lost.isEmpty() || history.job().isPresent() || outcome instanceof ImageOutcome.Unknown) {
            return outcome;
        }
        String reason = outcome instanceof ImageOutcome.Failed failed
                ? failed.message()
                : "the submit was not sent a second time";
        return new ImageOutcome.Unknown(
                image(),
                lost.get(),
                reason + "; the answer to an earlier submit was lost, so a job may exist and be billed; it was"
                        + " sent at " + lost.get().truncatedTo(ChronoUnit.SECONDS));
    }

    private ImageOutcome failure(String message, boolean retrievable) {
        return new ImageOutcome.Failed(image(), message, requestId(), history.isPaid(), retrievable);
    }

    private Optional<String> requestId() {
        return history.job().map(job -> job.queued().requestId());
    }

    // Work in progress.

    /** Continues with the result, unless the image has ended by then. */
    <T> void await(CompletableFuture<T> future, Consumer<T> answered, Consumer<Throwable> failed) {
        whenDone(future, unlessOver(answered), unlessOver(failed));
    }

    private <T> Consumer<T> unlessOver(Consumer<T> action) {
        return value -> {
            if (!isOver()) {
                action.accept(value);
            }
        };
    }

    /** Continues with the result, even if the image has ended. */
    <T> void whenDone(CompletableFuture<T> future, Consumer<T> answered, Consumer<Throwable> failed) {
        BiConsumer<T, Throwable> either = (answer, failure) ->
                guarded(failure == null ? () -> answered.accept(answer) : () -> failed.accept(failure));
        batch.loop().whenDone(future, either);
    }

    /** Schedules the next action in the present state. */
    void next(Duration delay, Runnable action) {
        step.set(delay, action);
    }

    /** Schedules the next action after a failure, and reports it. */
    void retry(Duration delay, String reason, Runnable action) {
        report(new ImageEvent.Retrying(image(), reason, delay));
        step.set(delay, action);
    }

    /** The deadline of the present state. */
    void deadline(Duration limit, Runnable action) {
        deadline.set(limit, action);
    }

    /** The deadline of a cancel. */
    void cancelDeadline(Duration limit, Runnable action) {
        cancelDeadline.set(limit, action);
    }

    /** The timers of the present state. */
    void stopTimers() {
        step.stop();
        deadline.stop();
    }

    void stopCancelDeadline() {
        cancelDeadline.stop();
    }

    /** A bug must not leave a build waiting for ever. */
    void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "Image " + image().name() + " could not continue", bug);
            ImageState state = history.state();
            boolean jobLeft = state == ImageState.SUBMITTED || state == ImageState.CANCELING;
            end(failure("internal error: " + bug, history.isPaid()), jobLeft);
        }
    }

    /** Sets no timer once the image has ended. */
    private final class Timer {

        private ScheduledFuture<?> due;

        void set(Duration delay, Runnable action) {
            stop();
            if (!isOver()) {
                due = batch.loop().schedule(delay, () -> guarded(action));
            }
        }

        void stop() {
            if (due != null) {
                due.cancel(false);
            }
        }
    }

    /**
     * One line for a person: the message if the type is ours or the message says enough, otherwise type and message.
     */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        String type = failure.getClass().getSimpleName();
        if (message == null) {
            return type;
        }
        boolean speaksForItself = failure.getClass().getName().startsWith("io.jenkins.plugins.flux.")
                || failure.getClass() == IOException.class;
        return speaksForItself ? message : type + ": " + message;
    }
}
