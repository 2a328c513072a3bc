package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ExpectedImage;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.OutputImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Transfers images of one job from their addresses to the store, one after the other; can be stopped until the store
 * begins.
 */
final class Transfer {

    private static final Logger LOGGER = Logger.getLogger(Transfer.class.getName());

    private final ImageContext context;
    private final BatchServices batch;
    private final ImageHistory.Job job;

    /** The next three are guarded by this: a worker begins to store while the loop may stop the transfer. */
    private CompletableFuture<?> download;

    private boolean storing;
    private boolean stopped;

    Transfer(ImageContext context, BatchServices batch) {
        this.context = context;
        this.batch = batch;
        this.job = context.job();
    }

    /**
     * Downloads, checks and stores.
     *
     * @param number of the output, counted from 1
     * @param seed that the service says it used
     */
    CompletableFuture<GeneratedImage> deliver(OutputImage output, int number, Optional<BigInteger> seed) {
        return temporaryFile()
                .thenCompose(file -> download(output, file))
                .thenCompose(image -> batch.stores().submit(() -> store(image, number, seed)))
                .whenComplete((image, failure) -> {
                    if (failure != null) {
                        // Also if the store hangs: then there is nothing that could finish.
                        storingFailed();
                    }
                });
    }

    /**
     * Ends a download and keeps its file out of the store.
     *
     * @return false if the store has begun to write the image: then it finishes
     */
    synchronized boolean stop() {
        if (storing) {
            return false;
        }
        stopped = true;
        if (download != null) {
            download.cancel(true);
        }
        return true;
    }

    private CompletableFuture<Path> temporaryFile() {
        return batch.stores()
                .submit(() -> batch.store()
                        .temporaryDirectory()
                        .resolve(UUID.randomUUID().toString()));
    }

    private synchronized CompletableFuture<StoredImage> download(OutputImage output, Path file) {
        if (stopped) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        ExpectedImage expected = ExpectedImage.of(context.image().request());
        CompletableFuture<StoredImage> started = batch.downloads().download(output, expected, file);
        download = started;
        return started;
    }

    /** On a thread that may block. */
    private GeneratedImage store(StoredImage image, int number, Optional<BigInteger> seed)
            throws IOException, InterruptedException {
        beginStoring();
        String name = batch.plan().nameOfOutput(context.image(), number);
        try {
            batch.store().store(name, image);
            return describe(name, image, seed);
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

    private GeneratedImage describe(String name, StoredImage image, Optional<BigInteger> seed) {
        ImageRequest request = context.image().request();
        return new GeneratedImage(
                name,
                context.image(),
                job.queued().requestId(),
                image.header(),
                image.bytes(),
                image.sha256(),
                seed.or(request::seed),
                job.inferenceSeconds(),
                new Timings(
                        job.submitted(),
                        job.running(),
                        job.completed().orElseThrow().at(),
                        Instant.now()),
                job.reused(),
                context.history().resubmitted());
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOGGER.log(Level.FINE, "left for the host to clean up: " + file, left);
        }
    }
}
