package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Cancels an orphaned job: retries until the service answers or a day has passed. No build waits for it; the log and
 * the journal have the result.
 */
final class OrphanCancellation {

    private static final Logger LOGGER = Logger.getLogger(OrphanCancellation.class.getName());

    /** No job of this service lives longer. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ImageContext context;
    private final BatchServices batch;
    private final QueuedJob queued;
    private final RetryPolicy pauses;
    private final Instant end = Instant.now().plus(PATIENCE);
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private int failures;

    OrphanCancellation(ImageContext context, BatchServices batch) {
        this.context = context;
        this.batch = batch;
        this.queued = context.job().queued();
        this.pauses = new RetryPolicy(batch.settings().retries().longest(), LONGEST_PAUSE, 1);
    }

    /** Returns at once; completed when the journal has the answer. */
    CompletableFuture<Void> begin() {
        call();
        return answer.thenCompose(this::note);
    }

    private void call() {
        context.whenDone(
                batch.calls().call(CallUrgency.CANCEL, (client, key) -> client.cancel(queued, key)),
                this::answered,
                this::failed);
    }

    private void answered(CancelAnswer given) {
        answer.complete(
                switch (given) {
                    case REQUESTED -> "canceled after its build had ended";
                    case NOT_FOUND -> "the service no longer knows it";
                    case ALREADY_COMPLETED ->
                        "it was complete before it could be canceled, and is paid for; result at "
                                + queued.responseUrl();
                });
    }

    private void failed(Throwable failure) {
        failures++;
        if (Instant.now().isAfter(end)) {
            answer.complete("gave up after a day; the last answer: " + ImageContext.message(failure));
        } else {
            Duration pause = pauses.inAnyCase(
                    QueueException.of(failure), failures, batch.settings().random());
            batch.loop().schedule(pause, this::call);
        }
    }

    private CompletableFuture<Void> note(String known) {
        LOGGER.log(Level.WARNING, "Request {0} for image {1}, orphaned by its build: {2}", new Object[] {
            queued.requestId(), context.image().name(), known
        });
        return context.add(new JournalEntry.CancelAnswered(Instant.now(), known));
    }
}
