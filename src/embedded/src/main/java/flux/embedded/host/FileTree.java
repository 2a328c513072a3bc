package flux.embedded.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What the file classes of the API do with directories. */
public final class FileTree {
    private FileTree() {}

    /** Deletes a file, or a directory with its content; deletes symbolic links, but not their targets. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Whether a relative path stays inside a directory. Existing parts are followed through symbolic links; the rest is
     * judged by its name.
     */
    public static boolean contains(Path directory, String relative) throws IOException {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (NoSuchFileException e) {
            return false;
        }
        Path current = real;
        for (Path part : Path.of(relative)) {
            Path next = current.resolve(part);
            if (Files.exists(next)) {
                current = next.toRealPath();
            } else if (Files.isSymbolicLink(next)) {
                current = current.resolve(Files.readSymbolicLink(next)).normalize();
            } else {
                current = next.normalize();
            }
            if (!current.startsWith(real)) {
                return false;
            }
        }
        return true;
    }
}
