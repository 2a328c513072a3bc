package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.util.Optional;

/** Asks the service to cancel one job, until it answers or {@link GeneratorSettings#cancelTimeout()} is up. */
final class Cancellation {

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
                    generation.canceled(new CancelReport(
                            CancelReport.Result.TOO_LATE, "the cancel came too late: " + generation.tooLate()));
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

    static CancelReport failed(QueuedTask task, String reason) {
        return new CancelReport(
                CancelReport.Result.FAILED,
                "the cancel failed, so the job may go on and be billed: " + reason + "; request id "
                        + task.requestId());
    }
}
