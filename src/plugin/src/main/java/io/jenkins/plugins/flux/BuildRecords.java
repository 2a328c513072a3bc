package io.jenkins.plugins.flux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes down what a step has made: in the build's action, and in the manifest beside the images. */
final class BuildRecords {

    private final BuildContext context;

    BuildRecords(BuildContext context) {
        this.context = context;
    }

    /**
     * Blocks; steps of one build that end together take turns, so that the last manifest has all images.
     *
     * @throws IOException when build.xml or the temporary manifest cannot be written
     */
    void add(List<ImageRecord> made, BuildImageStore store) throws IOException, InterruptedException {
        if (made.isEmpty()) {
            return;
        }
        GeneratedImagesAction action = GeneratedImagesAction.of(context.run());
        synchronized (action.recordsLock()) {
            action.add(made);
            context.run().save();
            Path manifest = store.temporaryDirectory().resolve(Manifest.FILE_NAME);
            Files.writeString(manifest, Manifest.of(context.run(), action.getImages()));
            try {
                store.put(Manifest.FILE_NAME, manifest);
            } catch (IOException refused) {
                // The images themselves are kept, and build.xml says all that it would have said.
                store.addProblem(refused.getMessage());
            }
        }
    }
}
