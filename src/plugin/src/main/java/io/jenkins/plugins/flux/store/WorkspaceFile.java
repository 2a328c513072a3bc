package io.jenkins.plugins.flux.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads a piece of a file, on the machine of the workspace, if it is a regular file inside it. Anyone who can write to
 * the workspace may put something else there, and opening a pipe blocks for ever, so only regular files are opened.
 */
@Restricted(NoExternalUse.class)
public final class WorkspaceFile extends MasterToSlaveFileCallable<WorkspaceFile.Piece> {

    private static final long serialVersionUID = 1L;

    private static final int PIECE = 1024 * 1024;

    private final String path;
    private final long position;
    private final long mostBytes;

    public enum Refusal {
        MISSING,
        OUTSIDE,
        NOT_REGULAR,
        TOO_LARGE
    }

    /**
     * A piece of the file.
     *
     * @param bytes empty at the end of the file, or if it was refused
     */
    public record Piece(@CheckForNull Refusal refusal, byte[] bytes) implements Serializable {

        private static final long serialVersionUID = 1L;

        static Piece of(Refusal refusal) {
            return new Piece(refusal, new byte[0]);
        }
    }

    /**
     * @param path relative to the workspace on which this acts
     * @param position offset of the piece
     * @param mostBytes maximum size of the file
     */
    public WorkspaceFile(String path, long position, long mostBytes) {
        this.path = path;
        this.position = position;
        this.mostBytes = mostBytes;
    }

    @Override
    public Piece invoke(File workspace, VirtualChannel channel) throws IOException {
        Path root;
        Path file;
        try {
            root = workspace.toPath().toRealPath();
            file = root.resolve(path).toRealPath();
        } catch (FileSystemException | InvalidPathException missing) {
            return Piece.of(Refusal.MISSING);
        }
        if (!file.startsWith(root)) {
            return Piece.of(Refusal.OUTSIDE);
        }
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            return Piece.of(Refusal.NOT_REGULAR);
        }
        if (attributes.size() > mostBytes) {
            return Piece.of(Refusal.TOO_LARGE);
        }
        try (SeekableByteChannel content =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            // It may have been replaced before it was opened.
            if (!file.equals(file.toRealPath())
                    || !Objects.equals(attributes.fileKey(), attributes(file).fileKey())) {
                return Piece.of(Refusal.NOT_REGULAR);
            }
            InputStream bytes = Channels.newInputStream(content.position(position));
            return new Piece(null, bytes.readNBytes(PIECE));
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
