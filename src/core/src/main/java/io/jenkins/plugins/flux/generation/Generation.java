package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One image from plan to store. What is known of it is an {@link ImageHistory}, which changes by {@link Move}s that are
 * journaled; what is done in a state stands in a class of its own: {@link Submission}, {@link Watch}, {@link Delivery},
 * {@link Withdrawal}.
 *
 * <p>Everything here runs on the {@link EventLoop}.
 */
final class Generation {

    private static final Logger LOGGER = Logger.getLogger(Generation.class.getName());

    private final int index;
    private final GenerationRun run;
    private final RunServices services;
    private final Activity activity;
    private final Submission submission;
    private final Withdrawal withdrawal;
    private final Runnable turn;

    /** Read by the thread that is about to send a submit, too. */
    private volatile ImageHistory history;

    private boolean insideGate;
    private Delivery delivery;

    /**
     * @param index of its image in the plan
     */
    Generation(int index, ImageHistory history, GenerationRun run, RunServices services) {
        this.index = index;
        this.history = history;
        this.run = run;
        this.services = services;
        this.activity = new Activity(services, this::isOver, this::broken);
        this.submission = new Submission(this);
        this.withdrawal = new Withdrawal(this);
        this.turn = () -> activity.guarded(this::enter);
    }

    ImageHistory history() {
        return history;
    }

    PlannedImage image() {
        return history.image();
    }

    GenerationRun run() {
        return run;
    }

    GenerationPlan plan() {
        return run.plan();
    }

    RunServices services() {
        return services;
    }

    Activity activity() {
        return activity;
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

    // The way forward, from state to state.

    /** Begins, or goes on where another process has stopped. */
    void start() {
        if (history.state() != GenerationState.PLANNED) {
            services.gate().join();
            insideGate = true;
        }
        switch (history.state()) {
            case PLANNED -> {
                if (isCanceled()) {
                    withdrawal.neverSubmitted();
                } else {
                    services.gate().enter(turn);
                }
            }
            case SUBMITTING -> submission.interrupted();
            case SUBMITTED -> new Watch(this).begin();
            case CANCELING -> withdrawal.resume();
            case COMPLETED -> {
                if (withdrawal.keepsCompleted()) {
                    deliver();
                } else {
                    canceled(Cancellation.tooLate(job(), ""));
                }
            }
            default -> throw new IllegalStateException(image().name() + " is over: " + history.state());
        }
    }

    /** Before {@link #start()}: nobody waits for it any more. */
    void abandon(CancelCause cause) {
        if (!isOver() && !isCanceled()) {
            move(new Move.Canceling(Instant.now(), cause, "its build ended without it"));
        }
    }

    /** It had ended before this process began; a job that it left must still be cancelled. */
    void wasOver() {
        if (history.jobLeft()) {
            new LateCancellation(this).ask();
        }
        run.ended(this, CompletableFuture.completedFuture(null));
    }

    private void enter() {
        if (isOver()) {
            services.gate().leave();
            return;
        }
        insideGate = true;
        Duration limit = plan().deadlines().queue();
        activity.deadline(
                limit,
                () -> withdrawal.cancel(
                        CancelCause.GIVEN_UP,
                        "it could not be submitted within " + limit.toSeconds() + " seconds (queueTimeoutSeconds)"));
        submission.submit();
    }

    /** The submit is about to be sent: completed when the journal knows. */
    CompletableFuture<Void> submitting() {
        return move(new Move.Submitting(Instant.now()));
    }

    /** The service has surely not taken the job, so that the submit may be repeated. */
    void notTaken() {
        if (history.state() == GenerationState.SUBMITTING) {
            move(new Move.NotTaken(Instant.now()));
        }
        if (isCanceled()) {
            withdrawal.neverSubmitted();
        }
    }

    void resubmitting() {
        move(new Move.Resubmitting(Instant.now()));
    }

    void taken(QueuedTask task) {
        CompletableFuture<Void> written = move(new Move.Submitted(Instant.now(), task, false));
        if (isOver()) {
            new LateCancellation(this).ask();
            return;
        }
        tell(new GenerationEvent.Submitted(image(), task.requestId()));
        if (isCanceled()) {
            withdrawal.cancelTask();
        } else {
            activity.await(written, done -> watch(), this::notWritten);
        }
    }

    /** The job must go: the create answer names it but cannot be trusted. */
    void reject(QueuedTask untrusted, String reason) {
        move(new Move.Submitted(Instant.now(), untrusted, false));
        if (isCanceled()) {
            withdrawal.cancelTask();
        } else {
            withdrawal.cancel(CancelCause.GIVEN_UP, reason);
        }
    }

    private void notWritten(Throwable failure) {
        // The job exists and is paid for in any case.
        tell(new GenerationEvent.NotJournaled(image(), Failures.message(failure)));
        watch();
    }

    private void watch() {
        // A cancel may have come while the journal was written.
        if (history.state() == GenerationState.SUBMITTED) {
            new Watch(this).begin();
        }
    }

    void running() {
        move(new Move.Running(Instant.now()));
        tell(new GenerationEvent.Running(image(), job().task().requestId()));
    }

    /** The job is complete at the service: from here on it is paid for. */
    void completed(Move.Completed completed) {
        activity.stopPhase();
        if (!withdrawal.isAborted()) {
            // It is paid for, and nobody waits for the end of a cancel: the delivery has a limit of its own.
            activity.stopCancelDeadline();
        }
        move(completed);
        tell(new GenerationEvent.Completed(image(), job().task().requestId(), completed.inferenceSeconds()));
        deliver();
    }

    private void deliver() {
        delivery = new Delivery(this);
        delivery.begin();
    }

    void stored(ImageOutcome.Stored stored) {
        end(stored, false);
    }

    void fail(String message) {
        end(failed(message), false);
    }

    void unknown(Instant sent, String message) {
        end(new ImageOutcome.Unknown(image(), sent, message), false);
    }

    private ImageOutcome failed(String message) {
        return new ImageOutcome.Failed(image(), message, requestId(), history.isPaid());
    }

    private void end(ImageOutcome outcome, boolean jobLeft) {
        if (isOver()) {
            return;
        }
        activity.stopAll();
        CompletableFuture<Void> written = move(new Move.Ended(Instant.now(), outcome, jobLeft));
        tell(new GenerationEvent.Ended(image(), outcome));
        if (insideGate) {
            services.gate().leave();
        }
        if (delivery != null) {
            delivery.stop();
            // A result may be large, and the run may go on for long.
            delivery = null;
        }
        if (jobLeft) {
            new LateCancellation(this).ask();
        }
        run.ended(this, written);
    }

    // What the way out, a class of its own, needs.

    Withdrawal withdrawal() {
        return withdrawal;
    }

    void canceled(CancelReport report) {
        Move.Canceling cancel = history.cancel().orElseThrow();
        ImageOutcome outcome = cancel.cause() == CancelCause.GIVEN_UP
                ? failed(cancel.reason() + "; " + report.message())
                : new ImageOutcome.Canceled(image(), cancel.cause(), requestId(), report);
        end(outcome, report.result() == CancelReport.Result.FAILED);
    }

    void leaveQueue() {
        services.gate().withdraw(turn);
    }

    /** Whether the delivery could be stopped: an image that the store has begun to take in is not given up half way. */
    boolean stopDelivery() {
        return delivery.stop();
    }

    Submission submission() {
        return submission;
    }

    void tell(GenerationEvent event) {
        run.tell(event);
    }

    /** The one place where the history changes. */
    CompletableFuture<Void> move(Move move) {
        ImagePhase before = ImagePhase.of(history);
        history = history.after(move);
        run.tally().move(before, ImagePhase.of(history));
        return services.journal().add(index, move);
    }

    private Optional<String> requestId() {
        return history.job().map(job -> job.task().requestId());
    }

    private void broken(Throwable bug) {
        LOGGER.log(Level.SEVERE, "Image " + image().name() + " could not go on", bug);
        if (!isOver()) {
            boolean jobLeft =
                    history.state() == GenerationState.SUBMITTED || history.state() == GenerationState.CANCELING;
            end(failed("internal error: " + bug), jobLeft);
        }
    }
}
