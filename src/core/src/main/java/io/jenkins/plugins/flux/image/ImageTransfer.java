package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.ExchangeException;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.HttpDownload;
import io.jenkins.plugins.flux.http.Route;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.queue.OutputImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Transfers one image to its file, hop by hop, in one task of the executor. Only the result may be completed by others,
 * which ends the transfer.
 */
final class ImageTransfer {
    private static final int CHUNK = 64 * 1024;

    private final HttpAccess access;
    private final AddressGuard guard;
    private final DownloadPolicy policy;
    private final Executor executor;
    private final ExpectedImage expected;
    private final Path target;
    private final CompletableFuture<StoredImage> result = new CompletableFuture<>();
    private final Redirects redirects = new Redirects();
    // Read by the thread that ends the transfer.
    private volatile PartFile part;
    private volatile HttpDownload fetching;

    ImageTransfer(
            HttpAccess access,
            AddressGuard guard,
            DownloadPolicy policy,
            Executor executor,
            ExpectedImage expected,
            Path target) {
        this.access = access;
        this.guard = guard;
        this.policy = policy;
        this.executor = executor;
        this.expected = expected;
        this.target = target;
    }

    CompletableFuture<StoredImage> start(OutputImage image) {
        result.whenComplete((stored, failure) -> release());
        try {
            executor.execute(() -> {
                if (!result.isDone()) {
                    transfer(image);
                }
                release(); // again: others may have ended it while something was begun
            });
        } catch (RejectedExecutionException e) {
            fail(ImageFailures.shutDown(e));
        }
        return result;
    }

    private void transfer(OutputImage image) {
        try {
            if (image instanceof OutputImage.Remote remote) {
                fetch(remote.url());
            } else if (image instanceof OutputImage.Inline inline) {
                keep(inline);
            }
        } catch (IOException e) {
            fail(ImageFailures.storage(e));
        } catch (Throwable e) { // errors too, or the future would never complete and hide them
            fail(ImageException.of(e));
        }
    }

    private void fetch(URI first) throws IOException {
        // Counted from here: waiting for the executor does not count.
        long deadline = System.nanoTime() + policy.limits().total().toNanos();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent() && !result.isDone()) {
            URI address = next.get();
            Route route = guard.check(address);
            if (part == null) {
                part = PartFile.beside(target);
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                throw ImageFailures.tooLate(address, policy.limits().total());
            }
            next = hop(address, route, left);
        }
    }

    /** Fetches from one address. Returns the redirect target, or empty if the image came from there. */
    private Optional<URI> hop(URI address, Route route, Duration left) throws IOException {
        try (HttpDownload get =
                new HttpDownload(access, address, route, policy.limits().withTotal(left))) {
            fetching = get;
            if (result.isDone()) {
                return Optional.empty(); // whoever ended it may not have seen {@code fetching}
            }
            HttpResponse head = get.send();
            if (Redirects.isRedirect(head.getCode())) {
                return Optional.of(redirects.next(address, head));
            }
            if (!ImageFailures.isImage(head)) {
                throw ImageFailures.refusal(address, head);
            }
            get.receive(part::write);
        } catch (ExchangeException lost) {
            throw ImageFailures.lostExchange(address, lost);
        }
        store("the file at " + SafeText.address(address));
        return Optional.empty();
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
            Files.deleteIfExists(target); // others ended the transfer a moment ago
        }
    }

    private void fail(ImageException failure) {
        release(); // first, so no file is left when the failure is reported
        result.completeExceptionally(failure);
    }

    /** Ends what is still in progress. Harmless if repeated, and after success. */
    private void release() {
        HttpDownload get = fetching;
        if (get != null) {
            get.close();
        }
        PartFile file = part;
        if (file != null) {
            file.discard();
        }
    }
}
