package io.jenkins.plugins.flux;

import hudson.FilePath;
import java.io.IOException;
import java.nio.file.Path;

/** Copies files into the workspace, wherever it is. */
final class WorkspaceImageStore implements BuildImageStore.Place {

    private final FilePath workspace;

    WorkspaceImageStore(FilePath workspace) {
        this.workspace = workspace;
    }

    @Override
    public void put(String path, Path file) throws IOException, InterruptedException {
        try {
            workspace.mkdirs();
            // A symbolic link that the workspace holds must not lead the file out of it.
            if (!workspace.isDescendant(path)) {
                throw new IOException(Messages.WorkspaceImageStore_outside(path));
            }
            workspace.child(path).copyFrom(new FilePath(file.toFile()));
        } catch (IOException notCopied) {
            throw new IOException(
                    Messages.WorkspaceImageStore_failed(path, workspace.getRemote(), notCopied), notCopied);
        }
    }
}
