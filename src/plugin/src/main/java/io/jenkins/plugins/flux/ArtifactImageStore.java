package io.jenkins.plugins.flux;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import jenkins.util.BuildListenerAdapter;

/**
 * Archives files as artifacts of the build, by whatever artifact manager it has. Reads them from the controller, so that it
 * needs neither a workspace nor an agent.
 */
final class ArtifactImageStore implements BuildImageStore.Place {

    private final Run<?, ?> run;
    private final TaskListener listener;

    ArtifactImageStore(Run<?, ?> run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** One at a time per step: an artifact manager need not expect two calls for the same build at once. */
    @Override
    public synchronized void put(String path, Path file) throws IOException, InterruptedException {
        Path directory = file.toAbsolutePath().getParent();
        try {
            run.pickArtifactManager()
                    .archive(
                            new FilePath(directory.toFile()),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            Map.of(path, file.getFileName().toString()));
        } catch (IOException notArchived) {
            throw new IOException(Messages.ArtifactImageStore_failed(path, notArchived), notArchived);
        }
    }
}
