package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.store.BuildImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Writes down what the steps of a build have made: for the build's page, and in the manifest beside the images. A build has
 * one. Safe for use by any thread.
 */
@Restricted(NoExternalUse.class)
public final class BuildRecords {

    private final Run<?, ?> run;
    private final ImageRecords images;

    /** How often something was added. */
    private final AtomicInteger additions = new AtomicInteger();

    /** Held while the manifest is written; nothing else waits for that. */
    private final Object turn = new Object();

    /** How many additions the manifest among the artifacts has at least. */
    private int archivedAdditions;

    /**
     * @param older images that are recorded elsewhere; null is none
     */
    public BuildRecords(Run<?, ?> run, @CheckForNull List<ImageRecord> older) {
        this.run = run;
        this.images = new ImageRecords(run, older);
    }

    public ImageRecords images() {
        return images;
    }

    /**
     * Blocks. Steps that end together take turns, so that the last manifest has all images. One without a workspace, whose
     * images are in the archived manifest when its turn comes, leaves it at that.
     *
     * @param hasWorkspace whether the step has one, which gets the manifest too
     * @throws IOException when the directory of the build cannot be written to
     */
    public void add(List<ImageRecord> made, BuildImageStore store, boolean hasWorkspace)
            throws IOException, InterruptedException {
        if (made.isEmpty()) {
            return;
        }
        images.add(made);
        int own = additions.incrementAndGet();
        synchronized (turn) {
            if (hasWorkspace || archivedAdditions < own) {
                writeManifest(store);
            }
        }
    }

    private void writeManifest(BuildImageStore store) throws IOException, InterruptedException {
        int all = additions.get();
        Path manifest = store.temporaryDirectory().resolve(OutputPath.MANIFEST);
        Files.writeString(manifest, Manifest.of(run, images.all()));
        try {
            store.put(OutputPath.MANIFEST, manifest);
            if (store.isArchived(OutputPath.MANIFEST)) {
                archivedAdditions = all;
            }
        } catch (IOException refused) {
            // The images themselves are kept, and the build's page says all that it would have said.
            store.addProblem(refused.getMessage());
        }
    }
}
