package flux.embedded.host;

import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the builds that an earlier Jenkins left in the same home. */
public final class StoredBuilds {
    private static final Logger LOGGER = Logger.getLogger(StoredBuilds.class.getName());

    private StoredBuilds() {}

    /** Loads every build that has a {@code build.xml}; one that cannot be read is reported and left out. */
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

    /** Makes a build of a directory. */
    public interface Loader {
        /** Registers the build with its job. */
        void load(File directory) throws IOException;
    }
}
