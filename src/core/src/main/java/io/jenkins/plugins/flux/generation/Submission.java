package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gets the service to take a job. Repeats a submit only when the service has surely not taken the last one; a lost answer
 * ends it, or, if the plan says so, is followed by one repetition that a person is told of.
 */
final class Submission {

    private final Generation generation;
    private int unavailable;
    private int limited;
    private boolean resubmitted;

    /** Written by the thread that sends it; null until the key was there and the submit went out. */
    private volatile Instant sentAt;

    Submission(Generation generation) {
        this.generation = generation;
    }

    void submit() {
        Duration closed = generation.services().gate().closedFor();
        if (!closed.isZero()) {
            generation.next(closed, this::submit);
            return;
        }
        generation.submitting();
        sentAt = null;
        generation.call(this::send, generation::taken, this::failed);
    }

    /** On any thread, when the key is there: looking it up may have taken long, and an abort may have come meanwhile. */
    private CompletableFuture<QueuedTask> send(ApiKey key) {
        if (generation.isCanceled()) {
            return CompletableFuture.failedFuture(new NotSentException());
        }
        sentAt = Instant.now();
        return generation.services().client().submit(generation.image().request(), key);
    }

    private void failed(Throwable failure) {
        if (generation.isOver()) {
            return;
        }
        if (failure instanceof NotSentException) {
            generation.notTaken();
        } else if (!(failure instanceof QueueException refusal)) {
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
            boolean isLimit = refusal.kind() == QueueException.Kind.RATE_LIMITED;
            limited = isLimit ? limited + 1 : 0;
            unavailable = isLimit ? 0 : unavailable + 1;
            GeneratorSettings settings = generation.services().settings();
            retryOrFail(
                    refusal,
                    settings.retries().afterSubmit(refusal, Math.max(limited, unavailable), settings.random()));
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

    /** The time for a cancel is up and the submit has not been answered. */
    void overdue() {
        if (sentAt == null) {
            generation.neverSubmitted();
        } else {
            unknown(
                    "the submit was not answered before the cancel's time was up, so that a job may exist and be billed");
        }
    }

    private void unknown(String reason) {
        String times = resubmitted ? "; it was sent twice, the second time at " : "; it was sent at ";
        generation.end(new ImageOutcome.Unknown(
                generation.image(), sentAt, reason + times + sentAt.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** An abort came before the submit went out. */
    private static final class NotSentException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
