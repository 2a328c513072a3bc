package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.BoundedExchange;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.queue.OutputImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One image on its way to its file, hop by hop. Its steps follow each other, on the executor; only the result may be completed from
 * elsewhere, which ends everything.
 */
final class ImageTransfer {
    private static final int CHUNK = 64 * 1024;

    private final BoundedExchange exchange;
    private final AddressGuard guard;
    private final DownloadPolicy policy;
    private final Executor executor;
    private final ExpectedImage expected;
    private final Path target;
    private final long deadline;
    private final CompletableFuture<StoredImage> result = new CompletableFuture<>();
    private final Redirects redirects = new Redirects();
    // Read by whoever ends the transfer.
    private volatile PartFile part;
    private volatile CompletableFuture<?> sending;

    ImageTransfer(
            HttpAccess access,
            AddressGuard guard,
            DownloadPolicy policy,
            Executor executor,
            ExpectedImage expected,
            Path target) {
        this.exchange = new BoundedExchange(access);
        this.guard = guard;
        this.policy = policy;
        this.executor = executor;
        this.expected = expected;
        this.target = target;
        this.deadline = System.nanoTime() + policy.limits().total().toNanos();
    }

    CompletableFuture<StoredImage> start(OutputImage image) {
        result.whenComplete((stored, failure) -> release());
        run(() -> {
            if (image instanceof OutputImage.Remote remote) {
                fetch(remote.url());
            } else if (image instanceof OutputImage.Inline inline) {
                keep(inline);
            }
        });
        return result;
    }

    private void fetch(URI address) throws IOException {
        guard.check(address);
        if (part == null) {
            part = PartFile.beside(target);
        }
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw ImageFailures.tooLate(address, policy.limits().total());
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .setHeader("Accept", "image/*")
                .setHeader("Accept-Encoding", "identity")
                .setHeader("User-Agent", "flux-generate")
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                exchange.send(request, this::subscriber, policy.limits().withTotal(left));
        sending = answer;
        answer.whenComplete((response, failure) -> run(() -> {
            if (failure != null) {
                throw ImageFailures.lostExchange(address, failure);
            }
            take(address, response.statusCode(), response.headers());
        }));
    }

    private HttpResponse.BodySubscriber<Void> subscriber(HttpResponse.ResponseInfo head) {
        return ImageFailures.isImage(head.statusCode(), head.headers()) ? new PartSubscriber(part) : new DroppedBody();
    }

    private void take(URI address, int status, HttpHeaders headers) throws IOException {
        if (Redirects.isRedirect(status)) {
            fetch(redirects.next(address, headers));
        } else if (ImageFailures.isImage(status, headers)) {
            guard.check(address);
            store("the file at " + SafeText.address(address));
        } else {
            throw ImageFailures.refusal(address, status, headers);
        }
    }

    private void keep(OutputImage.Inline image) throws IOException {
        if (image.size() > policy.limits().maxBytes()) {
            throw ImageFailures.tooLarge(image.size(), policy.limits().maxBytes());
        }
        part = PartFile.beside(target);
        try (InputStream in = image.open()) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                part.write(ByteBuffer.wrap(chunk));
            }
        }
        store("the image within the result");
    }

    private void store(String source) throws IOException {
        part.close();
        ImageHeader header = ImageCheck.check(part.path(), source, expected);
        String sha256 = part.moveTo(target);
        if (!result.complete(new StoredImage(target, header, part.size(), sha256))) {
            Files.deleteIfExists(target); // ended from outside a moment ago
        }
    }

    private void run(Step step) {
        try {
            executor.execute(() -> {
                if (!result.isDone()) {
                    tryTo(step);
                }
                if (result.isDone()) {
                    release();
                }
            });
        } catch (RejectedExecutionException e) {
            fail(ImageFailures.shutDown(e));
        }
    }

    private void tryTo(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            fail(ImageFailures.storage(e));
        } catch (Throwable e) { // errors too: a future that never completes hides them for ever
            fail(ImageException.of(e));
        }
    }

    private void fail(ImageException failure) {
        release(); // first, so that whoever learns of the failure finds no file
        result.completeExceptionally(failure);
    }

    /** Ends what may still go on. Harmless when repeated, and after success. */
    private void release() {
        CompletableFuture<?> answer = sending;
        if (answer != null) {
            answer.cancel(true);
        }
        PartFile file = part;
        if (file != null) {
            file.discard();
        }
    }

    /** A part of the transfer that may touch the disk. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
