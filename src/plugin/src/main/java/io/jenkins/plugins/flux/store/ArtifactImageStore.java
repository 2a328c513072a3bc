package io.jenkins.plugins.flux.store;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Archives files as artifacts of the build, with its artifact manager. Reads them from the controller, so it needs
 * neither a workspace nor an agent.
 */
@Restricted(NoExternalUse.class)
public final class ArtifactImageStore implements BuildImageStore.Place {

    private static final Logger LOGGER = Logger.getLogger(ArtifactImageStore.class.getName());

    private final Run<?, ?> run;
    private final TaskListener listener;

    public ArtifactImageStore(Run<?, ?> run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** The name of the build. */
    String build() {
        return run.getExternalizableId();
    }

    /** One at a time per step: artifact managers need not expect concurrent calls for the same build. */
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

    /** Opens an archived file. Blocks. */
    InputStream open(String path) throws IOException {
        return run.getArtifactManager().root().child(path).open();
    }

    @Override
    public boolean copyTo(OutputStream target, String path, long mostBytes) throws IOException {
        VirtualFile file = run.getArtifactManager().root().child(path);
        if (!file.isFile() || file.length() > mostBytes) {
            return false;
        }
        try (InputStream content = open(path)) {
            content.transferTo(target);
        }
        return true;
    }

    /** Whether a file is archived, as far as can be determined. Blocks. */
    boolean has(String path) {
        try {
            return run.getArtifactManager().root().child(path).isFile();
        } catch (IOException unknown) {
            LOGGER.log(Level.WARNING, "Cannot tell whether " + path + " is among the artifacts of " + run, unknown);
            return false;
        }
    }
}
