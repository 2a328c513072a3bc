package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.ConcurrencyLimit;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.threads.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One image from plan to store: assigns the work in each state to {@link Submission}, {@link StatusPoller}, {@link
 * Delivery} or {@link Cancellation}. These share an {@link ImageContext} and do not know one another; each leaves with
 * the {@link JournalEntry} that leads to the next state.
 *
 * <p>Everything here runs on the {@link EventLoop}.
 */
final class ImageJob implements Cancellation.Work {

    private final ImageContext context;
    private final BatchServices batch;
    private final BiConsumer<ImageOutcome, CompletableFuture<Void>> ended;
    private final Consumer<CompletableFuture<Void>> jobLeft;
    private final Submission submission;
    private final Cancellation cancellation;
    private final ConcurrencyLimit.Place place;
    private Delivery delivery;
    private boolean started;

    /**
     * @param index of its image in the plan
     * @param ended called with how the image ended, and a future for when the journal has it
     * @param jobLeft called with a future for when the job that the image left at the service is settled
     */
    ImageJob(
            int index,
            ImageHistory history,
            BatchServices batch,
            BiConsumer<ImageOutcome, CompletableFuture<Void>> ended,
            Consumer<CompletableFuture<Void>> jobLeft) {
        this.context = new ImageContext(index, history, batch, this::proceed);
        this.batch = batch;
        this.ended = ended;
        this.jobLeft = jobLeft;
        this.cancellation = new Cancellation(context, batch, this);
        this.submission = new Submission(context, batch, cancellation::cancelJob);
        this.place = batch.calls().place(() -> context.guarded(this::enter));
    }

    ImageHistory history() {
        return context.history();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Begins, or resumes where another process stopped. */
    void start() {
        started = true;
        switch (history().state()) {
            case PLANNED -> {
                if (context.isCanceled()) {
                    context.neverSubmitted();
                } else {
                    place.enter();
                }
            }
            case SUBMITTING -> {
                place.join();
                submission.interrupted();
            }
            case SUBMITTED -> {
                place.join();
                poll();
            }
            case CANCELING -> {
                place.join();
                cancellation.resume();
            }
            case COMPLETED -> complete();
            default -> wasOver();
        }
    }

    private void complete() {
        if (!cancellation.keepsCompleted()) {
            cancellation.tooLate("");
        } else if (context.job().reused()) {
            // There may be many of them, and none is under way at the service.
            place.enter();
        } else {
            place.join();
            deliver();
        }
    }

    /**
     * The image had ended before this process began, which may not have been reported; its job may still have to be
     * canceled.
     */
    private void wasOver() {
        context.report(new ImageEvent.Ended(context.image(), history().outcome().orElseThrow()));
        end(CompletableFuture.completedFuture(null));
    }

    /** Its turn has come. */
    private void enter() {
        if (context.isOver()) {
            place.leave();
        } else if (history().state() == ImageState.COMPLETED) {
            context.report(new ImageEvent.PickedUp(
                    context.image(), context.job().queued().requestId()));
            deliver();
        } else {
            submit();
        }
    }

    /** Begins the work in the state that an entry has led to. */
    private void proceed(ImageHistory before, CompletableFuture<Void> written) {
        if (before.isOver()) {
            // The answer to its submit came too late for the build.
            cancelJobLeft();
            return;
        }
        switch (history().state()) {
            case PLANNED -> {
                delivery = null;
                submit();
            }
            case SUBMITTED -> context.whenDone(written, done -> poll(), this::notWritten);
            case CANCELING -> cancellation.send();
            case COMPLETED -> {
                context.stopTimers();
                if (!cancellation.isAborted()) {
                    // Nobody waits for this cancel to end: the delivery has its own limit.
                    context.stopCancelDeadline();
                }
                deliver();
            }
            default -> end(written);
        }
    }

    private void submit() {
        if (!context.image().isSendable()) {
            context.failed(
                    "its image prompt could not be read again after the restart of Jenkins, so it was not submitted;"
                            + " run the step again");
            return;
        }
        Duration limit = batch.plan().deadlines().queue();
        context.deadline(
                limit,
                () -> cancellation.cancelJob(
                        "it could not be submitted within " + Deadlines.inWords(limit) + " (queueTimeoutSeconds)"));
        submission.submit();
    }

    private void notWritten(Throwable failure) {
        // The job exists and is paid for in any case.
        context.report(new ImageEvent.NotJournaled(context.image(), ImageContext.message(failure)));
        poll();
    }

    private void poll() {
        // A cancel may have come while the journal was written.
        if (history().state() == ImageState.SUBMITTED) {
            new StatusPoller(context, batch, cancellation::cancelJob).begin();
        }
    }

    private void deliver() {
        delivery = new Delivery(context, batch);
        delivery.begin();
    }

    /** Releases its place, and the result, which may be large, while the rest of the batch continues. */
    private void end(CompletableFuture<Void> written) {
        context.stopTimers();
        context.stopCancelDeadline();
        place.leave();
        if (delivery != null) {
            delivery.end();
            delivery = null;
        }
        cancelJobLeft();
        ended.accept(history().outcome().orElseThrow(), written);
    }

    private void cancelJobLeft() {
        if (history().jobLeft()) {
            jobLeft.accept(new OrphanCancellation(context, batch).begin());
        }
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public boolean stopDelivery() {
        return delivery == null || delivery.stop();
    }

    @Override
    public void overdue() {
        if (history().state() == ImageState.SUBMITTING) {
            submission.overdue();
        } else if (delivery == null) {
            context.failed(Delivery.undelivered(context.job(), Cancellation.NOT_STORED) + Delivery.PICK_UP);
        } else {
            delivery.fail(Cancellation.NOT_STORED);
        }
    }
}
