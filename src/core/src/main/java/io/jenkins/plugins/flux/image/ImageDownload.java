package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.queue.OutputImage;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Downloads images to files. Immutable and thread-safe; it has no key, so none is sent.
 *
 * <p>Fetches only http and https addresses. Follows at most {@value Redirects#MAX} redirects by hand, never from https
 * to http; the policy applies to each of them, and the connection goes to the very address that was checked. Bytes
 * stream to a temporary file beside the target, which is removed unless it is the complete image that was requested.
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
     * @param executor its threads download, one image at a time each: they look names up, wait for the network, and
     *     write. A small pool is enough; a task takes at most the time limit of the policy, plus what the system's
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
     * Downloads an image to a file.
     *
     * @param image its address, or the image itself
     * @param expected what it must be
     * @param target the file, which is replaced if it exists; missing directories are created
     * @return the stored image. Fails only with {@link ImageException}; canceling it, or completing it in any other
     *     way, ends the transfer. Unless it succeeds, the target is unchanged
     */
    public CompletableFuture<StoredImage> download(OutputImage image, ExpectedImage expected, Path target) {
        return new ImageTransfer(access, guard, policy, executor, expected, target).start(image);
    }
}
