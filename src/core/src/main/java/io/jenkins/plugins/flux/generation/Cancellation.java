package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the service to cancel one job, until it answers or {@link GeneratorSettings#cancelTimeout()} is up. */
final class Cancellation {

    private final Generation generation;
    private final ImageHistory.Job job;
    private final QueuedTask task;
    private int failures;

    Cancellation(Generation generation) {
        this.generation = generation;
        this.job = generation.job();
        this.task = job.task();
    }

    void ask() {
        generation
                .activity()
                .call(
                        CallUrgency.CANCEL,
                        key -> generation.services().client().cancel(task, key),
                        this::answered,
                        this::failed);
    }

    private void answered(CancelAnswer answer) {
        if (generation.isOver()) {
            return;
        }
        switch (answer) {
            case REQUESTED ->
                generation
                        .ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.ACCEPTED,
                                "the cancel was accepted; request id " + task.requestId()));
            case NOT_FOUND ->
                generation
                        .ending()
                        .canceled(new CancelReport(
                                CancelReport.Result.NOT_FOUND,
                                "the service does not know the job that was to be canceled; request id "
                                        + task.requestId()));
            case ALREADY_COMPLETED -> {
                if (generation.withdrawal().keepsCompleted()) {
                    generation.completed(new Move.Completed(Instant.now(), Optional.empty()));
                } else {
                    generation.ending().canceled(tooLate(job, "the cancel came too late: "));
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
            generation.activity().next(wait.get(), this::ask);
        } else {
            generation.ending().canceled(failed(job, Failures.message(failure)));
        }
    }

    static CancelReport tooLate(ImageHistory.Job job, String how) {
        return new CancelReport(
                CancelReport.Result.TOO_LATE,
                how + "the job was already complete and is paid for; request id "
                        + job.task().requestId() + ", result at " + job.task().responseUrl());
    }

    static CancelReport failed(ImageHistory.Job job, String reason) {
        return new CancelReport(
                CancelReport.Result.FAILED,
                "the cancel failed, so the job may go on and be billed until the service takes the cancel: " + reason
                        + "; request id " + job.task().requestId());
    }
}
