package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;

/** Where verified images go. Called on threads of the generator that may block, but for {@link #owner()}. */
public interface ImageStore {

    /**
     * Whose images these are: all batches of one owner together have one share of the generator's threads. Owners are
     * compared with equals. Does not block.
     */
    default Object owner() {
        return this;
    }

    /**
     * Where downloads are written until they are verified: an existing directory on the host's own disk, which the host
     * empties when the batch has ended.
     *
     * @throws IOException if it cannot be created
     */
    Path temporaryDirectory() throws IOException;

    /**
     * Stores one verified image. Its file may be gone after the call.
     *
     * @param name the planned name, or one derived from it for further outputs of the same request
     * @param image the file and its properties
     * @throws IOException when it cannot be kept; the message says where and why
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    void store(String name, StoredImage image) throws IOException, InterruptedException;

    /**
     * Keeps the service's answer about a paid job if no image can be found in it: a person may still find one.
     *
     * @param requestId the job
     * @param answer the whole body, without the key
     * @return where it is kept, to follow the words "the service's answer is kept in"
     * @throws IOException when it cannot be kept
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    String keepAnswer(String requestId, String answer) throws IOException, InterruptedException;
}
