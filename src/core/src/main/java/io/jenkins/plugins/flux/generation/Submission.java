package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Submits a job. Retries only if the last submit was not accepted; a lost answer ends the image, or, if the plan says
 * so, is followed by one more submit, which is reported.
 */
final class Submission {

    private final ImageContext context;
    private final BatchServices batch;
    private final Consumer<String> cancelJob;
    private int unavailable;
    private int limited;

    /**
     * @param cancelJob cancels the job that the service has accepted, for a reason
     */
    Submission(ImageContext context, BatchServices batch, Consumer<String> cancelJob) {
        this.context = context;
        this.batch = batch;
        this.cancelJob = cancelJob;
    }

    void submit() {
        context.whenDone(
                batch.calls().call(CallUrgency.ORDINARY, this::intend, this::send), this::accepted, this::failed);
    }

    /** Called when the key is available and it is its turn, which may take long. */
    private CompletableFuture<Void> intend() {
        return context.isOver()
                ? CompletableFuture.failedFuture(new NotSentException())
                : context.add(new JournalEntry.Submitting(Instant.now()));
    }

    /** Called when the intent is on disk, which may take long too: an abort may have come. */
    private CompletableFuture<QueuedJob> send(QueueClient client, ApiKey key) {
        return context.isCanceled()
                ? CompletableFuture.failedFuture(new NotSentException())
                : client.submit(context.image().request(), key);
    }

    private void accepted(QueuedJob queued) {
        context.leave(
                new JournalEntry.Submitted(Instant.now(), queued, false),
                new ImageEvent.Submitted(context.image(), queued.requestId()));
    }

    private void failed(Throwable failure) {
        if (context.isOver()) {
            return;
        }
        if (failure instanceof NotSentException) {
            notAccepted();
        } else if (!(failure instanceof QueueException refusal)) {
            context.failed(ImageContext.message(failure));
        } else if (refusal.kind() == QueueException.Kind.LOST_SUBMIT) {
            lost(refusal.getMessage());
        } else if (refusal.kind() == QueueException.Kind.PROTOCOL
                && refusal.requestId().isPresent()) {
            // The job must be canceled: the answer identifies it but cannot be trusted.
            QueuedJob untrusted =
                    QueuedJob.of(batch.plan().endpoint(), refusal.requestId().get());
            context.leave(new JournalEntry.Submitted(Instant.now(), untrusted, false));
            cancelJob.accept(refusal.getMessage());
        } else {
            boolean isLimit = refusal.kind() == QueueException.Kind.RATE_LIMITED;
            limited = isLimit ? limited + 1 : 0;
            unavailable = isLimit ? 0 : unavailable + 1;
            GeneratorSettings settings = batch.settings();
            retryOrFail(
                    refusal,
                    settings.retries().afterSubmit(refusal, Math.max(limited, unavailable), settings.random()));
        }
    }

    /** The submit was not accepted, or not sent. */
    private void notAccepted() {
        if (context.history().state() == ImageState.SUBMITTING) {
            context.add(new JournalEntry.NotAccepted(Instant.now()));
        }
        if (context.isCanceled()) {
            context.neverSubmitted();
        }
    }

    private void retryOrFail(QueueException refusal, Optional<Duration> wait) {
        if (wait.isEmpty()) {
            context.failed(refusal.getMessage());
            return;
        }
        notAccepted();
        if (!context.isOver()) {
            context.retry(wait.get(), refusal.getMessage(), this::submit);
        }
    }

    private void lost(String reason) {
        if (isRepeatable()) {
            context.add(new JournalEntry.Resubmitting(Instant.now()));
            context.report(new ImageEvent.Resubmitting(context.image(), reason));
            submit();
        } else {
            unknown(reason);
        }
    }

    private boolean isRepeatable() {
        return batch.plan().resubmitLost()
                && !context.history().resubmitted()
                && !context.isCanceled()
                && context.image().isSendable();
    }

    /** The process ended before the answer came. */
    void interrupted() {
        lost("Jenkins stopped before the submit was answered, so a job may exist and be billed");
    }

    /** The cancel has timed out, and the submit has not been answered. */
    void overdue() {
        unknown("the submit was not answered before the cancel timed out, so a job may exist and be billed");
    }

    private void unknown(String reason) {
        Instant sent = context.history().sent().orElseThrow();
        String times =
                context.history().resubmitted() ? "; it was sent twice, the second time at " : "; it was sent at ";
        context.unknown(sent, reason + times + sent.truncatedTo(ChronoUnit.SECONDS));
    }

    /** An abort came before the submit went out. */
    private static final class NotSentException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
