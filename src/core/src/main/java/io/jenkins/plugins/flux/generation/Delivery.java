package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.image.ExpectedImage;
import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import io.jenkins.plugins.flux.queue.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings a finished job's images home: result, download, check, store. The images are paid for, so it tries until the
 * delivery deadline, and when it must give up it says where they are.
 */
final class Delivery {

    private static final Logger LOGGER = Logger.getLogger(Delivery.class.getName());

    private final Generation generation;
    private final ImageHistory.Job job;
    private final QueuedTask task;
    private final List<GeneratedImage> stored = new ArrayList<>();
    private TaskResult result;
    private int failures;
    private int early;
    private String lastFailure = "";

    /** The next three are guarded by this: a worker begins to store while the loop may stop the delivery. */
    private CompletableFuture<?> transfer;

    private boolean storing;
    private boolean stopped;

    Delivery(Generation generation) {
        this.generation = generation;
        this.job = generation.job();
        this.task = job.task();
    }

    /** Its limit counts from here also when another process has tried before: what is paid for is worth the whole time. */
    void begin() {
        Duration limit = generation.plan().deadlines().delivery();
        generation.activity().deadline(limit, () -> overdue(limit));
        fetch();
    }

    /**
     * Ends a download and keeps its file out of the store.
     *
     * @return false when the store has begun to take the image in: then it is left to finish
     */
    synchronized boolean stop() {
        if (storing) {
            return false;
        }
        stopped = true;
        if (transfer != null) {
            transfer.cancel(true);
        }
        return true;
    }

    private void fetch() {
        generation
                .activity()
                .call(key -> generation.services().client().result(task, key), this::fetched, this::failed);
    }

    private void fetched(Optional<TaskResult> answer) {
        if (generation.isOver()) {
            return;
        }
        if (answer.isEmpty()) {
            // The status was ahead of the result, which is no failure: ask again, without a word.
            GeneratorSettings settings = generation.services().settings();
            generation.activity().next(settings.polls().delay(early++, settings.random()), this::fetch);
            return;
        }
        result = answer.get();
        nextOrEnd();
    }

    private void nextOrEnd() {
        if (stored.size() < result.outputs().size()) {
            download(result.outputs().get(stored.size()));
        } else {
            generation.stored(new ImageOutcome.Stored(generation.image(), stored));
        }
    }

    private void download(OutputImage output) {
        generation
                .activity()
                .await(
                        temporaryFile()
                                .thenCompose(file -> transfer(output, file))
                                .thenApplyAsync(
                                        this::store, generation.services().workers()),
                        this::stored,
                        this::failed);
    }

    private synchronized CompletableFuture<StoredImage> transfer(OutputImage output, Path file) {
        if (stopped) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        ExpectedImage expected = ExpectedImage.of(generation.image().request());
        CompletableFuture<StoredImage> started =
                generation.services().downloads().download(output, expected, file);
        transfer = started;
        return started;
    }

    private CompletableFuture<Path> temporaryFile() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return generation
                                .services()
                                .store()
                                .temporaryDirectory()
                                .resolve(UUID.randomUUID().toString());
                    } catch (IOException full) {
                        throw new CompletionException(full);
                    }
                },
                generation.services().workers());
    }

    /** On a worker thread. */
    private GeneratedImage store(StoredImage image) {
        beginStoring();
        String name = generation.plan().nameOfOutput(generation.image(), stored.size() + 1);
        try {
            generation.services().store().store(name, image);
            return describe(name, image);
        } catch (IOException notKept) {
            storingFailed();
            throw new CompletionException(notKept);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new CompletionException(closing);
        } finally {
            deleteQuietly(image.file());
        }
    }

    private synchronized void beginStoring() {
        if (stopped) {
            throw new CancellationException();
        }
        storing = true;
    }

    private synchronized void storingFailed() {
        storing = false;
    }

    private GeneratedImage describe(String name, StoredImage image) {
        ImageRequest request = generation.image().request();
        return new GeneratedImage(
                name,
                request,
                task.requestId(),
                image.header(),
                image.bytes(),
                image.sha256(),
                result.seed().or(request::seed),
                job.inferenceSeconds(),
                new Timings(
                        job.submitted(),
                        job.running(),
                        job.completed().orElseThrow().at(),
                        Instant.now()),
                job.reused());
    }

    private void stored(GeneratedImage image) {
        if (generation.isOver()) {
            return;
        }
        failures = 0;
        stored.add(image);
        nextOrEnd();
    }

    private void failed(Throwable failure) {
        if (generation.isOver()) {
            return;
        }
        if (failure instanceof QueueException unreadable
                && unreadable.kind() == QueueException.Kind.PROTOCOL
                && unreadable.rawAnswer().isPresent()) {
            keepAnswer(unreadable, unreadable.rawAnswer().get());
            return;
        }
        failures++;
        retry(waitAfter(failure), Failures.message(failure));
    }

    private Optional<Duration> waitAfter(Throwable failure) {
        if (failure instanceof IOException) {
            // A disk may be cleared and an agent may come back; what is paid for is worth the waiting.
            return Optional.of(pause());
        }
        return failure instanceof ImageException missed && mayPass(missed)
                ? Optional.of(missed.retryAfter().orElse(Duration.ZERO).plus(pause()))
                : generation.services().settings().waitAfterCall(failure, failures);
    }

    /** What the service said is paid for, too. */
    private void keepAnswer(QueueException unreadable, String answer) {
        CompletableFuture<String> kept = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return generation.services().store().keepAnswer(task.requestId(), answer);
                    } catch (IOException notKept) {
                        throw new CompletionException(notKept);
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(closing);
                    }
                },
                generation.services().workers());
        generation
                .activity()
                .await(
                        kept,
                        place -> fail(unreadable.getMessage() + "; the service's answer is kept in " + place),
                        notKept -> fail(unreadable.getMessage() + "; the service's answer could not be kept: "
                                + Failures.message(notKept)));
    }

    /** Always by way of the result: it has a fresh URL when the old one has expired. */
    private void retry(Optional<Duration> wait, String reason) {
        if (wait.isEmpty()) {
            fail(reason);
            return;
        }
        lastFailure = "; the last try: " + reason;
        generation.tell(new GenerationEvent.Retrying(generation.image(), reason, wait.get()));
        generation.activity().next(wait.get(), this::fetch);
    }

    private static boolean mayPass(ImageException failure) {
        return switch (failure.kind()) {
            case EXPIRED, UNAVAILABLE, TIMED_OUT, STORAGE -> true;
            case REFUSED, WRONG_CONTENT, TOO_LARGE -> false;
        };
    }

    private Duration pause() {
        GeneratorSettings settings = generation.services().settings();
        return settings.retries().delay(Math.max(1, failures), settings.random());
    }

    private void overdue(Duration limit) {
        fail("it could not be brought here within " + limit.toSeconds() + " seconds" + lastFailure);
    }

    private void fail(String reason) {
        generation.fail(undelivered(job, reason));
    }

    static String undelivered(ImageHistory.Job job, String reason) {
        String completed = job.completed()
                .map(done -> " since " + done.at().truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return reason + ". The job is complete and paid for" + completed + ": request id "
                + job.task().requestId() + ", result at " + job.task().responseUrl();
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOGGER.log(Level.FINE, "left for the host to clean up: " + file, left);
        }
    }
}
