package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A file being downloaded: written beside its target under another name, and moved into place once verified.
 * Thread-safe, because it may be discarded while another thread writes.
 */
final class PartFile {
    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long size;

    private PartFile(Path path, FileChannel channel, MessageDigest digest) {
        this.path = path;
        this.channel = channel;
        this.digest = digest;
    }

    /** Creates an empty file, and the target's directory if it is missing. */
    static PartFile beside(Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        // Not createTempFile: its files would stay inaccessible to other users after the move.
        Path path = directory.resolve(".flux-" + UUID.randomUUID() + ".part");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new PartFile(path, channel, sha256());
    }

    Path path() {
        return path;
    }

    synchronized long size() {
        return size;
    }

    synchronized void write(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
    }

    /** Forces what was written to the disk, and closes the file. */
    synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.force(false);
            channel.close();
        }
    }

    /** Moves the closed file to its target, replacing what is there, and returns its SHA-256. */
    synchronized String moveTo(Path target) throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Closes and deletes the file, unless it was moved. */
    synchronized void discard() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Ignored; the failure that led here is reported.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
