package io.jenkins.plugins.flux.journals;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The journal of one execution of a step, in the build directory. {@link JournalIndex} lists it as long as something is
 * left to do.
 *
 * @param id of the execution: letters, digits and dashes
 */
@Restricted(NoExternalUse.class)
public record StepJournal(Run<?, ?> run, String id) {

    private static final Logger LOGGER = Logger.getLogger(StepJournal.class.getName());
    private static final String DIRECTORY = "flux-generate";
    private static final String EXTENSION = ".jsonl";
    private static final String FAILED = ".failed";

    /** Lists the journals of all executions in a build so far. Blocks. */
    public static List<StepJournal> of(Run<?, ?> run) throws IOException {
        Path directory = directory(run);
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> new StepJournal(run, name.substring(0, name.length() - EXTENSION.length())))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /**
     * Finds the build that has a journal in its directory, even if its project was renamed. Blocks.
     *
     * @param name full name of the project when the journal was created; null if unknown
     * @param number of the build
     */
    @SuppressWarnings("try") // The context only has to be closed.
    public static Whereabouts find(String id, @CheckForNull String name, int number) {
        // The thread has no user, so Jenkins would say that there is no such build.
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            Run<?, ?> named = name == null ? null : Run.fromExternalizableId(name);
            if (named != null && new StepJournal(named, id).exists()) {
                return new Whereabouts(named, false);
            }
            for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
                Path build = job.getBuildDir().toPath().resolve(Integer.toString(number));
                if (Files.exists(build.resolve(DIRECTORY).resolve(id + EXTENSION))) {
                    return new Whereabouts(job.getBuildByNumber(number), !Files.exists(build.resolve("build.xml")));
                }
            }
            return new Whereabouts(null, false);
        }
    }

    /**
     * The build of a journal, if it was found.
     *
     * @param run null if no build that Jenkins has loaded has the journal
     * @param wasNeverStored whether Jenkins was killed before it first saved the build: its directory exists, but
     *     nothing will ever load it
     */
    public record Whereabouts(@CheckForNull Run<?, ?> run, boolean wasNeverStored) {}

    /** Returns the number of the build whose directory contains a journal. */
    public static int numberOf(Path journal) {
        return Integer.parseInt(journal.getName(journal.getNameCount() - 3).toString());
    }

    public boolean exists() {
        return Files.exists(file());
    }

    /** Returns its current size. */
    long bytes() throws IOException {
        return Files.size(file());
    }

    public JournaledBatch read() throws IOException {
        return JournaledBatch.read(file());
    }

    /** Creates the journal: from now on, it is found after a restart. Blocks. */
    public JournalWriter create(BatchHistory start, Map<String, String> labels, Executor writers) throws IOException {
        Files.createDirectories(directory(run));
        JournalWriter journal = JournalWriter.create(file(), start, labels, writers);
        JournalIndex.get().add(id, file());
        return journal;
    }

    /** Continues the journal, and lists it if its last writer was killed before it did that. Blocks. */
    public JournalWriter append(Executor writers) throws IOException {
        JournalIndex.get().add(id, file());
        return JournalWriter.append(file(), writers);
    }

    /** Deletes the journal: nothing has been done. Blocks. */
    public void delete() throws IOException {
        JournalIndex.get().remove(id);
        Files.deleteIfExists(file());
    }

    /**
     * Records for later executions that the step has failed: the journal may nevertheless have all images stored.
     * Blocks.
     */
    public void noteFailure() {
        try {
            Files.write(file().resolveSibling(id + FAILED), new byte[0]);
        } catch (IOException unknown) {
            LOGGER.log(
                    Level.WARNING, "The failure of a step could not be recorded for the next one of " + run, unknown);
        }
    }

    /** Whether the step has failed. */
    boolean hasFailed() {
        return Files.exists(file().resolveSibling(id + FAILED));
    }

    /** Where the execution keeps downloads until they are verified. */
    public Path temporaryDirectory() {
        return file().resolveSibling(id + ".tmp");
    }

    /** Removes temporary files if there is no journal, so nothing will use them. Blocks. */
    public void removeFilesOfNobody() throws IOException, InterruptedException {
        if (!exists() && Files.exists(temporaryDirectory())) {
            new FilePath(temporaryDirectory().toFile()).deleteRecursive();
        }
    }

    /** Returns its path, as long as the build has its present name. */
    public Path file() {
        return directory(run).resolve(id + EXTENSION);
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }
}
