package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the service to cancel one job, until it answers or {@link GeneratorSettings#cancelTimeout()} is up. */
final class Cancellation {

    private static final Logger LOGGER = Logger.getLogger(Cancellation.class.getName());

    private final Generation generation;
    private final QueuedTask task;
    private int failures;

    Cancellation(Generation generation, QueuedTask task) {
        this.generation = generation;
        this.task = task;
    }

    void ask() {
        generation.call(key -> generation.services().client().cancel(task, key), this::answered, this::failed);
    }

    private void answered(CancelAnswer answer) {
        if (generation.isOver()) {
            return;
        }
        switch (answer) {
            case REQUESTED ->
                generation.canceled(new CancelReport(
                        CancelReport.Result.ACCEPTED, "the cancel was accepted; request id " + task.requestId()));
            case NOT_FOUND ->
                generation.canceled(new CancelReport(
                        CancelReport.Result.NOT_FOUND,
                        "the service does not know the job that was to be cancelled; request id " + task.requestId()));
            case ALREADY_COMPLETED -> {
                if (generation.keepsCompleted()) {
                    generation.completed();
                } else {
                    generation.canceled(tooLate(task, "the cancel came too late: "));
                }
            }
        }
    }

    private void failed(Throwable failure) {
        if (generation.isOver()) {
            return;
        }
        failures++;
        Optional<Duration> wait = generation.services().settings().waitAfterCall(failure, failures);
        if (wait.isPresent()) {
            generation.tell(new GenerationEvent.Retrying(generation.image(), Failures.message(failure), wait.get()));
            generation.next(wait.get(), this::ask);
        } else {
            generation.canceled(failed(task, Failures.message(failure)));
        }
    }

    /** The answer to a submit came after the run had ended without it: the job is cancelled, and nobody waits for that. */
    static void unwatched(RunServices services, PlannedImage image, QueuedTask late) {
        services.keys()
                .call(key -> services.client().cancel(late, key))
                .whenComplete((answer, failure) -> LOGGER.log(
                        Level.WARNING,
                        "Request {0} for image {1} was taken after its build had given up on it; cancel: {2}",
                        new Object[] {late.requestId(), image.name(), failure == null ? answer : failure.getMessage()
                        }));
    }

    static CancelReport tooLate(QueuedTask task, String how) {
        return new CancelReport(
                CancelReport.Result.TOO_LATE,
                how + "the job was already complete and is paid for; request id " + task.requestId() + ", result at "
                        + task.responseUrl());
    }

    static CancelReport failed(QueuedTask task, String reason) {
        return new CancelReport(
                CancelReport.Result.FAILED,
                "the cancel failed, so the job may go on and be billed: " + reason + "; request id "
                        + task.requestId());
    }
}
