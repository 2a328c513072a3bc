package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One image from plan to store: a state machine whose moves are listed in {@link GenerationState}. What is done in a state
 * stands in a class of its own: {@link Submission}, {@link Watch}, {@link Delivery}, {@link Cancellation}.
 *
 * <p>Everything here runs on the {@link EventLoop}.
 */
final class Generation {

    private static final Logger LOGGER = Logger.getLogger(Generation.class.getName());

    private final PlannedImage image;
    private final GenerationRun run;
    private final RunServices services;
    private final Submission submission;
    private final Runnable turn;
    private GenerationState state = GenerationState.PLANNED;
    private Tally.Phase phase = Tally.Phase.WAITING;
    private boolean insideGate;
    private QueuedTask task;
    private Watch watch;
    private Delivery delivery;
    /** Read by the thread that is about to send a submit, too. */
    private volatile CancelCause cancelCause;

    private String cancelReason;
    private final Timers timers = new Timers();
    private ImageOutcome outcome;

    Generation(PlannedImage image, GenerationRun run, RunServices services) {
        this.image = image;
        this.run = run;
        this.services = services;
        this.submission = new Submission(this);
        this.turn = () -> guarded(this::enter);
    }

    PlannedImage image() {
        return image;
    }

    GenerationPlan plan() {
        return run.plan();
    }

    RunServices services() {
        return services;
    }

    ImageOutcome outcome() {
        return outcome;
    }

    boolean isOver() {
        return state.isTerminal();
    }

    boolean isCanceled() {
        return cancelCause != null;
    }

    Optional<String> requestId() {
        return Optional.ofNullable(task).map(QueuedTask::requestId);
    }

    // The way forward, from state to state.

    void start() {
        services.gate().enter(turn);
    }

    private void enter() {
        if (isOver()) {
            services.gate().leave();
            return;
        }
        insideGate = true;
        Duration limit = plan().deadlines().queue();
        deadline(
                limit,
                () -> cancel(
                        CancelCause.GIVEN_UP,
                        "it could not be submitted within " + limit.toSeconds() + " seconds (queueTimeoutSeconds)"));
        submission.submit();
    }

    void submitting() {
        move(GenerationState.SUBMITTING, Tally.Phase.WAITING);
    }

    /** The service has surely not taken the job, so that the submit may be repeated. */
    void notTaken() {
        move(GenerationState.PLANNED, Tally.Phase.WAITING);
        if (isCanceled()) {
            neverSubmitted();
        }
    }

    void taken(QueuedTask taken) {
        if (isOver()) {
            Cancellation.unwatched(services, image, taken);
            return;
        }
        task = taken;
        move(GenerationState.SUBMITTED, Tally.Phase.QUEUED);
        tell(new GenerationEvent.Submitted(image, taken.requestId()));
        watch = new Watch(this, taken);
        if (isCanceled()) {
            cancelTask();
        } else {
            watch.begin();
        }
    }

    void running() {
        count(Tally.Phase.RUNNING);
    }

    /** The job is complete at the service: from here on it is paid for. */
    void completed() {
        timers.stopPhase();
        if (cancelCause != CancelCause.ABORT) {
            // It is paid for, and nobody waits for the end of a cancel: the delivery has a limit of its own.
            timers.cancelDeadline(null);
        }
        move(GenerationState.COMPLETED, Tally.Phase.DELIVERING);
        tell(new GenerationEvent.Completed(image, task.requestId(), watch.inferenceSeconds()));
        delivery = new Delivery(this, task, watch);
        delivery.begin();
    }

    void end(ImageOutcome ended) {
        if (isOver()) {
            return;
        }
        timers.stopAll();
        boolean stored = ended instanceof ImageOutcome.Stored;
        move(stateOf(ended), stored ? Tally.Phase.STORED : Tally.Phase.LOST);
        outcome = ended;
        tell(new GenerationEvent.Ended(image, ended));
        if (insideGate) {
            services.gate().leave();
        }
        if (delivery != null) {
            delivery.stop();
        }
        // A result may be large, and the run may go on for long.
        delivery = null;
        watch = null;
        run.ended(this);
    }

    void fail(String message) {
        boolean paid = state == GenerationState.COMPLETED;
        end(new ImageOutcome.Failed(image, message, requestId(), paid));
    }

    // The way out.

    /** Asks for the end; safe in every state. Asking twice changes nothing, but that an abort outranks the other causes. */
    void cancel(CancelCause cause, String reason) {
        if (isOver() || cancelCause == CancelCause.ABORT || (isCanceled() && cause != CancelCause.ABORT)) {
            return;
        }
        cancelCause = cause;
        cancelReason = reason;
        if (state != GenerationState.COMPLETED || cause == CancelCause.ABORT) {
            timers.cancelDeadline(later(services.settings().cancelTimeout(), this::cancelOverdue));
        }
        switch (state) {
            case PLANNED -> neverSubmitted();
            case SUBMITTED -> cancelTask();
            case COMPLETED -> {
                // An image that the store has begun to take in is not given up half way.
                if (!keepsCompleted() && delivery.stop()) {
                    canceled(Cancellation.tooLate(task, ""));
                }
            }
            default -> {
                // CANCELING: under way. SUBMITTING: the answer decides, and only it has the id that can be cancelled.
            }
        }
    }

    /** Whether an image that was complete before its cancel arrived is delivered all the same. */
    boolean keepsCompleted() {
        return cancelCause != CancelCause.ABORT || plan().keepOnAbort();
    }

    void canceled(CancelReport report) {
        if (cancelCause == CancelCause.GIVEN_UP) {
            fail(cancelReason + "; " + report.message());
        } else {
            end(new ImageOutcome.Canceled(image, cancelCause, requestId(), report));
        }
    }

    /** The job must go: the create answer names it but cannot be trusted. */
    void reject(QueuedTask untrusted, String reason) {
        task = untrusted;
        move(GenerationState.SUBMITTED, Tally.Phase.QUEUED);
        watch = new Watch(this, untrusted);
        if (isCanceled()) {
            cancelTask();
        } else {
            cancel(CancelCause.GIVEN_UP, reason);
        }
    }

    void neverSubmitted() {
        services.gate().withdraw(turn);
        canceled(new CancelReport(CancelReport.Result.NOT_SUBMITTED, "it was never submitted; nothing is billed"));
    }

    private void cancelTask() {
        timers.stopPhase();
        move(GenerationState.CANCELING, Tally.Phase.QUEUED);
        tell(new GenerationEvent.Canceling(image, task.requestId(), cancelCause));
        new Cancellation(this, task).ask();
    }

    private void cancelOverdue() {
        switch (state) {
            case SUBMITTING -> submission.overdue();
            case CANCELING -> canceled(Cancellation.failed(task, "no answer in time"));
            case COMPLETED ->
                fail(Delivery.undelivered(task, "it could not be stored before the cancel's time was up"));
            default -> LOGGER.log(Level.FINE, "cancelled in time: {0}", image.name());
        }
    }

    // What the phases use.

    /** Makes a call with the key and hands its answer or its failure to this generation, unless it is over by then. */
    <T> void call(Function<ApiKey, CompletableFuture<T>> exchange, Consumer<T> answered, Consumer<Throwable> failed) {
        await(services.keys().call(exchange), answered, failed);
    }

    <T> void await(CompletableFuture<T> future, Consumer<T> answered, Consumer<Throwable> failed) {
        services.loop()
                .whenDone(
                        future,
                        (value, failure) -> guarded(() -> {
                            if (failure == null) {
                                answered.accept(value);
                            } else {
                                failed.accept(failure);
                            }
                        }));
    }

    /** The next thing to do; replaces the one before. */
    void next(Duration delay, Runnable action) {
        timers.next(later(delay, action));
    }

    /** The end of the present phase; replaces the one before. */
    void deadline(Duration limit, Runnable action) {
        timers.deadline(later(limit, action));
    }

    void tell(GenerationEvent event) {
        run.tell(event);
    }

    private ScheduledFuture<?> later(Duration delay, Runnable action) {
        return services.loop()
                .schedule(
                        delay,
                        () -> guarded(() -> {
                            if (!isOver()) {
                                action.run();
                            }
                        }));
    }

    private void move(GenerationState to, Tally.Phase counted) {
        if (!state.next().contains(to)) {
            throw new IllegalStateException("'" + image.name() + "' cannot move from " + state + " to " + to);
        }
        state = to;
        count(counted);
    }

    private void count(Tally.Phase counted) {
        run.tally().move(phase, counted);
        phase = counted;
    }

    private static GenerationState stateOf(ImageOutcome ended) {
        if (ended instanceof ImageOutcome.Stored) {
            return GenerationState.STORED;
        }
        if (ended instanceof ImageOutcome.Failed) {
            return GenerationState.FAILED;
        }
        return ended instanceof ImageOutcome.Canceled ? GenerationState.CANCELED : GenerationState.UNKNOWN;
    }

    /** A mistake of ours ends this image with a message; it must not leave a build waiting for ever. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "Image " + image.name() + " could not go on", bug);
            if (!isOver()) {
                fail("internal error: " + bug);
            }
        }
    }
}
