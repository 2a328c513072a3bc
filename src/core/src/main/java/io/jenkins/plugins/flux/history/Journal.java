package io.jenkins.plugins.flux.history;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Where a run writes down its moves, so that another process can go on with it. Called on the generator's event loop:
 * it must not block.
 */
@FunctionalInterface
public interface Journal {

    /** Remembers nothing: a run dies with its process. */
    Journal NONE = (image, move) -> CompletableFuture.completedFuture(null);

    /**
     * Adds a move behind those before it.
     *
     * @param image the index of the image in its plan
     * @return completed when it is written, and {@linkplain JournalEntry#isForced() forced} to disk if it has to be;
     *     fails with an {@link IOException} whose message says where it could not be written
     */
    CompletableFuture<Void> add(int image, JournalEntry move);
}
