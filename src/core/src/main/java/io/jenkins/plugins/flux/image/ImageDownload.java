package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.queue.OutputImage;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Brings images to files. Immutable and thread-safe; it knows no key, so none is sent.
 *
 * <p>Only http and https addresses are fetched, redirects followed by hand (at most {@value Redirects#MAX}, never from
 * https to http), and the policy holds for each of them: what is connected to is the address that was checked. Bytes
 * stream to a temporary file beside the target; what is not the whole image that was asked for is removed again.
 */
public final class ImageDownload {
    private final HttpAccess access;
    private final DownloadPolicy policy;
    private final AddressGuard guard;
    private final Executor executor;

    /**
     * Downloads under a policy.
     *
     * @param access the way to the network
     * @param policy limits, and which addresses are allowed
     * @param executor its threads bring the images, one at a time each: they look names up, wait for the network, and
     *     write. It should be small; a task runs for at most the time of the policy, and as long as the system's
     *     resolver takes
     */
    public ImageDownload(HttpAccess access, DownloadPolicy policy, Executor executor) {
        this(access, policy, executor, InetAddress::getAllByName);
    }

    ImageDownload(HttpAccess access, DownloadPolicy policy, Executor executor, AddressGuard.Resolver resolver) {
        this.access = access;
        this.policy = policy;
        this.executor = executor;
        this.guard = new AddressGuard(policy, access, resolver);
    }

    /**
     * Brings an image to a file.
     *
     * @param image where it is, or the image itself
     * @param expected what it must be
     * @param target where it goes, over what may be there; missing directories are created
     * @return the stored image. Fails with {@link ImageException} alone; canceling it, or completing it in any other
     *     way, ends the transfer. Unless it succeeds, nothing is at the target that was not there before
     */
    public CompletableFuture<StoredImage> download(OutputImage image, ExpectedImage expected, Path target) {
        return new ImageTransfer(access, guard, policy, executor, expected, target).start(image);
    }
}
