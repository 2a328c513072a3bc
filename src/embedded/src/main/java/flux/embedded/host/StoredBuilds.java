package flux.embedded.host;

import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Loads the builds of an earlier Jenkins in the same home. */
public final class StoredBuilds {
    private static final Logger LOGGER = Logger.getLogger(StoredBuilds.class.getName());

    private StoredBuilds() {}

    /** Loads every build that has a {@code build.xml}; those that cannot be read are reported and skipped. */
    public static void load(Job<?, ?> job, Loader loader) {
        File[] directories =
                job.getBuildDir().listFiles(directory -> directory.getName().matches("[0-9]+"));
        if (directories == null) {
            return;
        }
        for (File directory : directories) {
            if (new File(directory, "build.xml").isFile()) {
                try {
                    loader.load(directory);
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, e, () -> "could not load " + directory);
                }
            }
        }
    }

    /** The number of the next build, as far as it was stored. */
    public static int nextNumber(Job<?, ?> job) {
        Path file = nextNumberFile(job);
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).trim()) : 1;
        } catch (IOException | NumberFormatException e) {
            LOGGER.log(Level.WARNING, e, () -> "could not read " + file);
            return 1;
        }
    }

    /** Stores the number of the next build atomically. */
    public static void saveNextNumber(Job<?, ?> job, int number) throws IOException {
        Path file = nextNumberFile(job);
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, number + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path nextNumberFile(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve("nextBuildNumber");
    }

    /** Creates a build from a directory. */
    public interface Loader {
        /** Registers the build with its job. */
        void load(File directory) throws IOException;
    }
}
