package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Gets the service to take a job. Repeats a submit only when the service has surely not taken the last one; a lost answer
 * ends it, or, if the plan says so, is followed by one repetition that a person is told of.
 */
final class Submission {

    private final Generation generation;
    private int failures;
    private boolean resubmitted;
    private Instant sentAt;

    Submission(Generation generation) {
        this.generation = generation;
    }

    void submit() {
        generation.submitting();
        sentAt = Instant.now();
        generation.call(
                key -> generation.services().client().submit(generation.image().request(), key),
                generation::taken,
                this::failed);
    }

    private void failed(Throwable failure) {
        if (generation.isOver()) {
            return;
        }
        if (!(failure instanceof QueueException refusal)) {
            generation.fail(Failures.message(failure));
        } else if (refusal.kind() == QueueException.Kind.LOST_SUBMIT) {
            lost(refusal.getMessage());
        } else if (refusal.kind() == QueueException.Kind.PROTOCOL
                && refusal.requestId().isPresent()) {
            generation.reject(
                    QueuedTask.of(
                            generation.plan().endpoint(), refusal.requestId().get()),
                    refusal.getMessage());
        } else {
            failures++;
            GeneratorSettings settings = generation.services().settings();
            retryOrFail(refusal, settings.retries().afterSubmit(refusal, failures, settings.random()));
        }
    }

    private void retryOrFail(QueueException refusal, Optional<Duration> wait) {
        if (wait.isEmpty()) {
            generation.fail(refusal.getMessage());
            return;
        }
        generation.notTaken();
        if (generation.isOver()) {
            return;
        }
        if (refusal.kind() == QueueException.Kind.RATE_LIMITED) {
            // The limit is the key's, not this image's: nobody else should ask meanwhile.
            generation.services().gate().close(wait.get());
        }
        generation.tell(new GenerationEvent.Retrying(generation.image(), refusal.getMessage(), wait.get()));
        generation.next(wait.get(), this::submit);
    }

    private void lost(String reason) {
        if (generation.plan().resubmitLost() && !resubmitted && !generation.isCanceled()) {
            resubmitted = true;
            generation.notTaken();
            generation.tell(new GenerationEvent.Resubmitting(generation.image(), reason));
            submit();
        } else {
            unknown(reason);
        }
    }

    void unknown(String reason) {
        String times = resubmitted ? "; it was sent twice, the second time at " : "; it was sent at ";
        generation.end(new ImageOutcome.Unknown(
                generation.image(), sentAt, reason + times + sentAt.truncatedTo(ChronoUnit.SECONDS)));
    }
}
