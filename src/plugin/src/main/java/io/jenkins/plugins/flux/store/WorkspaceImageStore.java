package io.jenkins.plugins.flux.store;

import hudson.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Copies files to the workspace, wherever it is. */
@Restricted(NoExternalUse.class)
public final class WorkspaceImageStore implements BuildImageStore.Place {

    private final Workspace workspace;

    public WorkspaceImageStore(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @throws AgentAwayException if its agent is not connected, or disconnects meanwhile */
    @Override
    public void put(String path, Path file) throws IOException, InterruptedException {
        try (InputStream content = Files.newInputStream(file)) {
            put(path, content);
        }
    }

    @Override
    public boolean copyTo(OutputStream target, String path, long mostBytes) throws IOException, InterruptedException {
        FilePath root = workspace.find();
        long position = 0;
        WorkspaceFile.Piece piece = root.act(new WorkspaceFile(path, position, mostBytes));
        while (piece.bytes().length > 0) {
            target.write(piece.bytes());
            position += piece.bytes().length;
            piece = root.act(new WorkspaceFile(path, position, mostBytes));
        }
        return piece.refusal() == null;
    }

    /** As {@link #put(String, Path)}. */
    void put(String path, InputStream content) throws IOException, InterruptedException {
        try {
            FilePath root = workspace.find();
            root.mkdirs();
            // A symbolic link in the workspace must not lead the file out of it.
            if (!root.isDescendant(path)) {
                throw new IOException(Messages.WorkspaceImageStore_outside(path));
            }
            root.child(path).copyFrom(content);
        } catch (IOException | RuntimeException notCopied) {
            if (workspace.isAway()) {
                throw new AgentAwayException(workspace.nodeName());
            }
            throw new IOException(Messages.WorkspaceImageStore_failed(path, workspace, notCopied), notCopied);
        }
    }
}
