package jenkins.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import jenkins.util.VirtualFile;

/** Keeps artifacts in the build directory. */
public class StandardArtifactManager extends ArtifactManager {
    protected transient Run<?, ?> build;

    public StandardArtifactManager(Run<?, ?> build) {
        this.build = build;
    }

    @Override
    public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
            throws IOException, InterruptedException {
        FilePath target = new FilePath(directory());
        for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
            workspace.child(artifact.getValue()).copyTo(target.child(artifact.getKey()));
        }
    }

    @Override
    public VirtualFile root() {
        return VirtualFile.forFile(directory());
    }

    @SuppressWarnings("deprecation")
    private File directory() {
        return build.getArtifactsDir();
    }
}
