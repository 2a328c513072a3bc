package io.jenkins.plugins.flux.history;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Where a batch writes its journal entries, so that another process can resume it. Called on the generator's event
 * loop: it must not block.
 */
@FunctionalInterface
public interface Journal {

    /** Writes nothing: no other process can resume the batch. */
    Journal NONE = (image, entry) -> CompletableFuture.completedFuture(null);

    /**
     * Adds an entry after those before it.
     *
     * @param image the index of the image in its plan
     * @return completed when it is written, and {@linkplain JournalEntry#isForced() forced} to disk if it has to be;
     *     fails with an {@link IOException} whose message says where it could not be written
     */
    CompletableFuture<Void> add(int image, JournalEntry entry);
}
