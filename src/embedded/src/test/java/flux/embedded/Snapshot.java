package flux.embedded;

import flux.embedded.host.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The content that a home would have if the process of its Jenkins had been killed at some moment. */
final class Snapshot {
    private final Path home;
    private final Path copy;

    /** Takes a snapshot now, into a directory. */
    Snapshot(Path home, Path place) {
        this.home = home;
        try {
            copy = Files.createTempDirectory(place, "snapshot");
            copy(home, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Restores the home, which no Jenkins uses any longer. */
    void restore() throws IOException {
        try (Stream<Path> now = Files.list(home)) {
            for (Path file : now.toList()) {
                FileTree.delete(file);
            }
        }
        copy(copy, home);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
