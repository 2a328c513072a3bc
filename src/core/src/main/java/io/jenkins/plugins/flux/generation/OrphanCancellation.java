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
 * Goes on asking the service to cancel a job whose build is over: patiently, until the service answers or a day has passed.
 * Nobody waits for it; the log and the journal say what became of it.
 */
final class OrphanCancellation {

    private static final Logger LOGGER = Logger.getLogger(OrphanCancellation.class.getName());

    /** No job of this service lives longer. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ImageJob generation;
    private final QueuedTask task;
    private final Activity activity;
    private final RetryPolicy pauses;
    private final Instant end = Instant.now().plus(PATIENCE);
    private int failures;

    OrphanCancellation(ImageJob generation) {
        this.generation = generation;
        this.task = generation.job().task();
        this.activity = new Activity(generation.services(), generation.run(), () -> false, this::broken);
        this.pauses = new RetryPolicy(generation.services().settings().retries().longest(), LONGEST_PAUSE, 1);
        generation.run().jobLeft();
    }

    void ask() {
        activity.call(
                CallUrgency.CANCEL,
                key -> generation.services().client().cancel(task, key),
                this::answered,
                this::failed);
    }

    private void answered(CancelAnswer answer) {
        settle(
                switch (answer) {
                    case REQUESTED -> "canceled after its build was over";
                    case NOT_FOUND -> "the service does not know it any more";
                    case ALREADY_COMPLETED ->
                        "it was complete before it could be canceled, and is paid for; result at " + task.responseUrl();
                });
    }

    private void failed(Throwable failure) {
        failures++;
        if (Instant.now().isAfter(end)) {
            settle("given up after a day; the last answer: " + Failures.message(failure));
        } else {
            activity.next(pause(QueueException.of(failure)), this::ask);
        }
    }

    /** After a 429 it waits at the endpoint's gate, so that it is among the first calls that are taken again. */
    private Duration pause(QueueException failure) {
        RandomGenerator random = generation.services().settings().random();
        return failure.kind() == QueueException.Kind.RATE_LIMITED
                ? pauses.afterCall(failure, failures, random).orElseThrow()
                : pauses.delay(failures, random);
    }

    private void broken(Throwable bug) {
        settle("internal error: " + bug);
    }

    private void settle(String answer) {
        LOGGER.log(Level.WARNING, "Request {0} for image {1}, left by its build: {2}", new Object[] {
            task.requestId(), generation.image().name(), answer
        });
        generation.run().jobSettled(generation.move(new JournalEntry.CancelAnswered(Instant.now(), answer)));
    }
}
