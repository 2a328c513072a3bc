package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Gets the service to take a job. Repeats a submit only when the service has surely not taken the last one; a lost
 * answer ends it, or, if the plan says so, is followed by one repetition that a person is told of.
 */
final class Submission {

    private final ImageJob imageJob;
    private int unavailable;
    private int limited;

    Submission(ImageJob imageJob) {
        this.imageJob = imageJob;
    }

    void submit() {
        imageJob.activity().call(CallUrgency.ORDINARY, this::send, imageJob::taken, this::failed);
    }

    /**
     * When the key is there: looking it up may have taken long, as writing the journal may, and an abort may have come.
     */
    private CompletableFuture<QueuedTask> send(ApiKey key) {
        BatchServices services = imageJob.services();
        return CompletableFuture.supplyAsync(this::intend, services.loop())
                .thenCompose(Function.identity())
                .thenComposeAsync(
                        written -> imageJob.isCanceled()
                                ? CompletableFuture.failedFuture(new NotSentException())
                                : services.client().submit(imageJob.image().request(), key),
                        services.callers());
    }

    /** On the loop. */
    private CompletableFuture<Void> intend() {
        return imageJob.isOver() ? CompletableFuture.failedFuture(new NotSentException()) : imageJob.submitting();
    }

    private void failed(Throwable failure) {
        if (imageJob.isOver()) {
            return;
        }
        if (failure instanceof NotSentException) {
            imageJob.notTaken();
        } else if (!(failure instanceof QueueException refusal)) {
            imageJob.ending().failed(Failures.message(failure));
        } else if (refusal.kind() == QueueException.Kind.LOST_SUBMIT) {
            lost(refusal.getMessage());
        } else if (refusal.kind() == QueueException.Kind.PROTOCOL
                && refusal.requestId().isPresent()) {
            imageJob.reject(
                    QueuedTask.of(
                            imageJob.plan().endpoint(), refusal.requestId().get()),
                    refusal.getMessage());
        } else {
            boolean isLimit = refusal.kind() == QueueException.Kind.RATE_LIMITED;
            limited = isLimit ? limited + 1 : 0;
            unavailable = isLimit ? 0 : unavailable + 1;
            GeneratorSettings settings = imageJob.services().settings();
            retryOrFail(
                    refusal,
                    settings.retries().afterSubmit(refusal, Math.max(limited, unavailable), settings.random()));
        }
    }

    private void retryOrFail(QueueException refusal, Optional<Duration> wait) {
        if (wait.isEmpty()) {
            imageJob.ending().failed(refusal.getMessage());
            return;
        }
        imageJob.notTaken();
        if (imageJob.isOver()) {
            return;
        }
        imageJob.tell(new ImageEvent.Retrying(imageJob.image(), refusal.getMessage(), wait.get()));
        imageJob.activity().next(wait.get(), this::submit);
    }

    private void lost(String reason) {
        if (isRepeatable()) {
            imageJob.resubmitting();
            imageJob.tell(new ImageEvent.Resubmitting(imageJob.image(), reason));
            submit();
        } else {
            unknown(reason);
        }
    }

    private boolean isRepeatable() {
        return imageJob.plan().resubmitLost()
                && !imageJob.history().resubmitted()
                && !imageJob.isCanceled()
                && imageJob.image().isSendable();
    }

    /** The process ended before the answer came. */
    void interrupted() {
        lost("Jenkins stopped before the submit was answered, so a job may exist and be billed");
    }

    /** The time for a cancel is up and the submit has not been answered. */
    void overdue() {
        unknown("the submit was not answered before the cancel timed out, so a job may exist and be billed");
    }

    private void unknown(String reason) {
        Instant sent = imageJob.history().sent().orElseThrow();
        String times =
                imageJob.history().resubmitted() ? "; it was sent twice, the second time at " : "; it was sent at ";
        imageJob.ending().unknown(sent, reason + times + sent.truncatedTo(ChronoUnit.SECONDS));
    }

    /** An abort came before the submit went out. */
    private static final class NotSentException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
