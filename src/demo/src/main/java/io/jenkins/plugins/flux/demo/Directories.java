package io.jenkins.plugins.flux.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories of the demo. */
final class Directories {
    private Directories() {}

    /** Creates an empty directory, deleting what an earlier demo left there. */
    static void recreate(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> old;
            try (Stream<Path> files = Files.walk(directory)) {
                old = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : old) {
                Files.delete(file);
            }
        }
        Files.createDirectories(directory);
    }
}
