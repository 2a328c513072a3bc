package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.CancelAnswer;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Cancels an orphaned job: retries until the service answers or a day has passed. No build waits for it; the log and the
 * journal say what became of it.
 */
final class OrphanCancellation {

    private static final Logger LOGGER = Logger.getLogger(OrphanCancellation.class.getName());

    /** No job of this service lives longer. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ImageJob imageJob;
    private final QueuedTask task;
    private final Activity activity;
    private final RetryPolicy pauses;
    private final Instant end = Instant.now().plus(PATIENCE);
    private int failures;

    OrphanCancellation(ImageJob imageJob) {
        this.imageJob = imageJob;
        this.task = imageJob.job().task();
        this.activity = new Activity(imageJob.services(), imageJob.run(), () -> false, this::broken);
        this.pauses = new RetryPolicy(imageJob.services().settings().retries().longest(), LONGEST_PAUSE, 1);
        imageJob.run().jobLeft();
    }

    void ask() {
        activity.call(
                CallUrgency.CANCEL,
                key -> imageJob.services().client().cancel(task, key),
                this::answered,
                this::failed);
    }

    private void answered(CancelAnswer answer) {
        settle(
                switch (answer) {
                    case REQUESTED -> "canceled after its build had ended";
                    case NOT_FOUND -> "the service no longer knows it";
                    case ALREADY_COMPLETED ->
                        "it was complete before it could be canceled, and is paid for; result at " + task.responseUrl();
                });
    }

    private void failed(Throwable failure) {
        failures++;
        if (Instant.now().isAfter(end)) {
            settle("gave up after a day; the last answer: " + Failures.message(failure));
        } else {
            RandomGenerator random = imageJob.services().settings().random();
            activity.next(pauses.inAnyCase(QueueException.of(failure), failures, random), this::ask);
        }
    }

    private void broken(Throwable bug) {
        settle("internal error: " + bug);
    }

    private void settle(String answer) {
        LOGGER.log(Level.WARNING, "Request {0} for image {1}, orphaned by its build: {2}", new Object[] {
            task.requestId(), imageJob.image().name(), answer
        });
        imageJob.run().jobSettled(imageJob.move(new JournalEntry.CancelAnswered(Instant.now(), answer)));
    }
}
