package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.queue.JobResult;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Delivers the images of a complete job: fetch the result, download, verify, store. The images are paid for, so it
 * retries until the delivery deadline; if it fails, it reports where they are.
 */
final class Delivery {

    /** What to do next. */
    static final String PICK_UP = "; the step picks it up when it runs again in this build";

    /** This many fresh addresses in a row that have expired at once are no coincidence. */
    private static final int EXPIRED_ADDRESSES = 5;

    private final ImageContext context;
    private final BatchServices batch;
    private final ImageHistory.Job job;
    private final QueuedJob queued;
    private final Transfer transfer;
    private final DeliveryTime time;
    private final List<GeneratedImage> stored = new ArrayList<>();
    /** Outputs that cannot be delivered, by number, with the reason. */
    private final Map<Integer, String> missing = new LinkedHashMap<>();

    private boolean isRetrievable;
    private JobResult result;
    private int outputs = 1;
    private int failures;
    private int early;
    private int expired;
    private String lastFailure = "";

    Delivery(ImageContext context, BatchServices batch) {
        this.context = context;
        this.batch = batch;
        this.job = context.job();
        this.queued = job.queued();
        this.transfer = new Transfer(context, batch);
        this.time =
                new DeliveryTime(context, batch.loop(), batch.plan().deadlines().delivery(), this::overdue);
    }

    /** Its limit counts from here even if another process has tried before: a paid image is worth the whole time. */
    void begin() {
        time.add(Duration.ZERO);
        fetch();
    }

    /** As {@link Transfer#stop()}: an image that the store has begun to write is stored. */
    boolean stop() {
        return stored.isEmpty() && transfer.stop();
    }

    /** The image is over. */
    void end() {
        transfer.stop();
    }

    private void fetch() {
        context.await(
                batch.calls().call(CallUrgency.RESULT, time, (client, key) -> client.result(queued, key)),
                this::fetched,
                this::failed);
    }

    private void fetched(Optional<JobResult> answer) {
        if (answer.isEmpty()) {
            // The status was ahead of the result, which is no failure: fetch it again, without a message.
            GeneratorSettings settings = batch.settings();
            context.next(settings.polls().delay(early++, settings.random()), this::fetch);
            return;
        }
        result = answer.get();
        outputs = result.outputs().size();
        nextOrEnd();
    }

    /** The number of the output to deliver next, counted from 1. */
    private int next() {
        return stored.size() + missing.size() + 1;
    }

    private void nextOrEnd() {
        if (next() <= outputs) {
            download(result.outputs().get(next() - 1));
        } else {
            finish();
        }
    }

    /** The first image that is stored gets the planned name, whichever output it is. */
    private void download(OutputImage output) {
        context.await(transfer.deliver(output, stored.size() + 1, result.seed()), this::stored, this::failed);
    }

    private void stored(GeneratedImage image) {
        failures = 0;
        stored.add(image);
        nextOrEnd();
    }

    private void failed(Throwable failure) {
        if (failure instanceof QueueException unreadable
                && unreadable.kind() == QueueException.Kind.PROTOCOL
                && unreadable.rawAnswer().isPresent()) {
            keepAnswer(unreadable, unreadable.rawAnswer().get());
            return;
        }
        if (isGone(failure) && stored.isEmpty() && mayBeSubmittedAnew()) {
            context.leave(
                    new JournalEntry.Forgotten(Instant.now()),
                    new ImageEvent.SubmittingAnew(context.image(), queued.requestId(), ImageContext.message(failure)));
            return;
        }
        failures++;
        Optional<Duration> wait = waitAfter(failure);
        if (wait.isPresent()) {
            requestedWait(failure).ifPresent(time::add);
            retry(wait.get(), ImageContext.message(failure));
        } else if (failure instanceof ImageException) {
            isRetrievable |= !isUnusable(failure);
            missing.put(next(), ImageContext.message(failure));
            nextOrEnd();
        } else if (isUnusable(failure)) {
            failRest(ImageContext.message(failure));
        } else {
            fail(ImageContext.message(failure));
        }
    }

    /** Not if the job is this execution's own, the image is canceled, or its image prompt is not available. */
    private boolean mayBeSubmittedAnew() {
        return job.reused() && !context.isCanceled() && context.image().isSendable();
    }

    private static Optional<Duration> requestedWait(Throwable failure) {
        if (failure instanceof QueueException refusal) {
            return refusal.retryAfter();
        }
        return failure instanceof ImageException missed ? missed.retryAfter() : Optional.empty();
    }

    /** Whether the service has forgotten the job, or its image has expired for good. */
    private boolean isGone(Throwable failure) {
        boolean isExpired = failure instanceof ImageException missed && missed.kind() == ImageException.Kind.EXPIRED;
        expired = isExpired ? expired + 1 : 0;
        return expired >= EXPIRED_ADDRESSES
                || (failure instanceof QueueException refusal && refusal.kind() == QueueException.Kind.NOT_FOUND);
    }

    /** Whether the result itself is at fault, so it need not be fetched again. */
    private static boolean isUnusable(Throwable failure) {
        if (failure instanceof ImageException missed) {
            return missed.kind() == ImageException.Kind.WRONG_CONTENT || missed.kind() == ImageException.Kind.TOO_LARGE;
        }
        return failure instanceof QueueException refusal
                && switch (refusal.kind()) {
                    case REJECTED, CONTENT_BLOCKED, INFERENCE_FAILED, CANCELED, TIMED_OUT -> true;
                    default -> false;
                };
    }

    private Optional<Duration> waitAfter(Throwable failure) {
        if (failure instanceof IOException) {
            // Disk space may be freed and an agent may reconnect; a paid image is worth the wait.
            return Optional.of(pause());
        }
        return failure instanceof ImageException missed && mayPass(missed)
                ? Optional.of(missed.retryAfter().orElse(Duration.ZERO).plus(pause()))
                : batch.settings().waitAfterCall(failure, failures);
    }

    /** The answer is paid for, too. */
    private void keepAnswer(QueueException unreadable, String answer) {
        CompletableFuture<String> kept =
                batch.stores().submit(() -> batch.store().keepAnswer(queued.requestId(), answer));
        context.await(
                kept,
                place -> failRest(unreadable.getMessage() + "; the service's answer is kept in " + place),
                notKept -> failRest(unreadable.getMessage() + "; the service's answer could not be kept: "
                        + ImageContext.message(notKept)));
    }

    /** Always fetches the result again: it has a fresh URL if the old one has expired. */
    private void retry(Duration wait, String reason) {
        lastFailure = "; the last attempt: " + reason;
        context.retry(wait, reason, this::fetch);
    }

    private static boolean mayPass(ImageException failure) {
        return switch (failure.kind()) {
            case EXPIRED, UNAVAILABLE, TIMED_OUT, STORAGE -> true;
            case REFUSED, WRONG_CONTENT, TOO_LARGE -> false;
        };
    }

    private Duration pause() {
        GeneratorSettings settings = batch.settings();
        return settings.retries().delay(Math.max(1, failures), settings.random());
    }

    private void overdue() {
        fail("it could not be stored within " + Deadlines.inWords(time.allowed()) + lastFailure);
    }

    /** Ends it with what is stored. */
    void fail(String reason) {
        isRetrievable = true;
        failRest(reason);
    }

    private void failRest(String reason) {
        while (next() <= outputs) {
            missing.put(next(), reason);
        }
        finish();
    }

    /** Stored images are recorded, even if others are missing. */
    private void finish() {
        if (!stored.isEmpty()) {
            missing.forEach((number, reason) -> context.report(new ImageEvent.OutputMissing(
                    context.image(),
                    "output " + number + " of " + outputs + " could not be stored: " + undelivered(job, reason))));
            context.stored(new ImageOutcome.Stored(context.image(), stored));
        } else {
            String reason = undelivered(job, missing.values().iterator().next());
            if (isRetrievable) {
                context.failed(reason + PICK_UP);
            } else {
                context.unusable(reason);
            }
        }
    }

    static String undelivered(ImageHistory.Job job, String reason) {
        String completed = job.completed()
                .map(done -> " (completed at " + done.at().truncatedTo(ChronoUnit.SECONDS) + ")")
                .orElse("");
        return reason + ". The job is complete and paid for" + completed + ": request id "
                + job.queued().requestId() + ", result at " + job.queued().responseUrl();
    }
}
