package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.GatePlace;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.QueuedTask;
import io.jenkins.plugins.flux.threads.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One image from plan to store. What is known of it is an {@link ImageHistory}, which changes by {@link JournalEntry}s
 * that are journaled; what is done in a state stands in a class of its own: {@link Submission}, {@link StatusPoller},
 * {@link Delivery}, {@link Cancellation}, {@link Ending}.
 *
 * <p>Everything here runs on the {@link EventLoop}.
 */
final class ImageJob {

    private final int index;
    private final Batch run;
    private final BatchServices services;
    private final Activity activity;
    private final Submission submission;
    private final Cancellation cancellation;
    private final Ending ending;
    private final GatePlace place;

    /** Read by the thread that is about to send a submit, too. */
    private volatile ImageHistory history;

    private Delivery delivery;
    private boolean started;

    /**
     * @param index of its image in the plan
     */
    ImageJob(int index, ImageHistory history, Batch run, BatchServices services) {
        this.index = index;
        this.history = history;
        this.run = run;
        this.services = services;
        this.ending = new Ending(this);
        this.activity = new Activity(services, run, this::isOver, ending::broken);
        this.submission = new Submission(this);
        this.cancellation = new Cancellation(this);
        this.place = new GatePlace(services.gate().jobs(), run, () -> activity.guarded(this::enter));
    }

    ImageHistory history() {
        return history;
    }

    PlannedImage image() {
        return history.image();
    }

    Batch run() {
        return run;
    }

    BatchPlan plan() {
        return run.plan();
    }

    BatchServices services() {
        return services;
    }

    Activity activity() {
        return activity;
    }

    ImageHistory.Job job() {
        return history.job().orElseThrow();
    }

    /** A cancel that comes before is carried out by {@link #start()}. */
    boolean isStarted() {
        return started;
    }

    boolean isOver() {
        return history.isOver();
    }

    boolean isCanceled() {
        return history.cancel().isPresent();
    }

    // The way forward, from state to state.

    /** Begins, or goes on where another process has stopped. */
    void start() {
        started = true;
        switch (history.state()) {
            case PLANNED -> {
                if (isCanceled()) {
                    cancellation.neverSubmitted();
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
                new StatusPoller(this).begin();
            }
            case CANCELING -> {
                place.join();
                cancellation.resume();
            }
            case COMPLETED -> complete();
            default -> throw new IllegalStateException(image().name() + " is over: " + history.state());
        }
    }

    private void complete() {
        if (!cancellation.keepsCompleted()) {
            ending.canceled(Cancellation.tooLate(job(), ""));
        } else if (job().reused()) {
            // There may be many of them, and none is under way at the service.
            place.enter();
        } else {
            place.join();
            deliver();
        }
    }

    /**
     * It had ended before this process began, which may not have been told; a job that it left must still be canceled.
     */
    void wasOver() {
        tell(new ImageEvent.Ended(image(), history.outcome().orElseThrow()));
        if (history.jobLeft()) {
            new OrphanCancellation(this).ask();
        }
        run.ended(this, CompletableFuture.completedFuture(null));
    }

    private void enter() {
        if (isOver()) {
            place.leave();
        } else if (history.state() == ImageState.COMPLETED) {
            tell(new ImageEvent.PickedUp(image(), job().task().requestId()));
            deliver();
        } else {
            submit();
        }
    }

    private void submit() {
        if (!image().isSendable()) {
            ending.failed(
                    "its image prompt could not be read again after the restart of Jenkins, so it was not submitted;"
                            + " run the step again");
            return;
        }
        Duration limit = plan().deadlines().queue();
        activity.deadline(
                limit,
                () -> cancellation.cancel(
                        CancelCause.GIVEN_UP,
                        "it could not be submitted within " + Deadlines.inWords(limit) + " (queueTimeoutSeconds)"));
        submission.submit();
    }

    /**
     * The service cannot give the result of the job any more.
     *
     * @return false when the image must not be submitted instead: the job is this run's own, the image shall end, or
     *     its image prompt is not at hand
     */
    boolean submitAnew(String reason) {
        if (!job().reused() || isCanceled() || !image().isSendable()) {
            return false;
        }
        tell(new ImageEvent.SubmittingAnew(image(), job().task().requestId(), reason));
        delivery = null;
        move(new JournalEntry.Forgotten(Instant.now()));
        submit();
        return true;
    }

    /** The submit is about to be sent: completed when the journal knows. */
    CompletableFuture<Void> submitting() {
        return move(new JournalEntry.Submitting(Instant.now()));
    }

    /** The service has surely not taken the job, so that the submit may be repeated. */
    void notTaken() {
        if (history.state() == ImageState.SUBMITTING) {
            move(new JournalEntry.NotTaken(Instant.now()));
        }
        if (isCanceled()) {
            cancellation.neverSubmitted();
        }
    }

    void resubmitting() {
        move(new JournalEntry.Resubmitting(Instant.now()));
    }

    void taken(QueuedTask task) {
        CompletableFuture<Void> written = move(new JournalEntry.Submitted(Instant.now(), task, false));
        if (isOver()) {
            new OrphanCancellation(this).ask();
            return;
        }
        tell(new ImageEvent.Submitted(image(), task.requestId()));
        if (isCanceled()) {
            cancellation.cancelTask();
        } else {
            activity.await(written, done -> watch(), this::notWritten);
        }
    }

    /** The job must go: the create answer names it but cannot be trusted. */
    void reject(QueuedTask untrusted, String reason) {
        move(new JournalEntry.Submitted(Instant.now(), untrusted, false));
        if (isCanceled()) {
            cancellation.cancelTask();
        } else {
            cancellation.cancel(CancelCause.GIVEN_UP, reason);
        }
    }

    private void notWritten(Throwable failure) {
        // The job exists and is paid for in any case.
        tell(new ImageEvent.NotJournaled(image(), Failures.message(failure)));
        watch();
    }

    private void watch() {
        // A cancel may have come while the journal was written.
        if (history.state() == ImageState.SUBMITTED) {
            new StatusPoller(this).begin();
        }
    }

    void running() {
        move(new JournalEntry.Running(Instant.now()));
        tell(new ImageEvent.Running(image(), job().task().requestId()));
    }

    /** The job is complete at the service: from here on it is paid for. */
    void completed(JournalEntry.Completed completed) {
        activity.stopPhase();
        if (!cancellation.isAborted()) {
            // It is paid for, and nobody waits for the end of a cancel: the delivery has a limit of its own.
            activity.stopCancelDeadline();
        }
        move(completed);
        tell(new ImageEvent.Completed(image(), job().task().requestId(), completed.inferenceSeconds()));
        deliver();
    }

    private void deliver() {
        delivery = new Delivery(this);
        delivery.begin();
    }

    // What the way out, in classes of its own, needs.

    Ending ending() {
        return ending;
    }

    /**
     * It is over: its place is for others, and a result, which may be large, is not kept for as long as the run goes
     * on.
     */
    void release() {
        place.leave();
        if (delivery != null) {
            delivery.end();
            delivery = null;
        }
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Whether the delivery could be stopped: an image that the store has begun to take in is not given up half way. */
    boolean stopDelivery() {
        return delivery == null || delivery.stop();
    }

    /** Its time is up: what is stored of it is kept, and for the rest a person is told where it is. */
    void undelivered(String reason) {
        if (delivery == null) {
            ending.failed(Delivery.undelivered(job(), reason) + Delivery.PICK_UP);
        } else {
            delivery.fail(reason);
        }
    }

    Submission submission() {
        return submission;
    }

    void tell(ImageEvent event) {
        run.tell(event);
    }

    /** The one place where the history changes. */
    CompletableFuture<Void> move(JournalEntry move) {
        ImagePhase before = ImagePhase.of(history);
        history = history.after(move);
        run.tally().move(before, ImagePhase.of(history));
        return services.journal().add(index, move);
    }
}
