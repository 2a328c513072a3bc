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
 * The journal of one step's execution, in the directory of its build. As long as there is something left to do, {@link
 * JournalIndex} knows of it.
 *
 * @param id of the execution: letters, digits and dashes
 */
@Restricted(NoExternalUse.class)
public record StepJournal(Run<?, ?> run, String id) {

    private static final Logger LOGGER = Logger.getLogger(StepJournal.class.getName());
    private static final String DIRECTORY = "flux-generate";
    private static final String EXTENSION = ".jsonl";
    private static final String FAILED = ".failed";

    /** Those of all executions that a build has had so far. Blocks. */
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
     * The build that has the journal of that id in its directory, under whatever name it is now. Blocks.
     *
     * @param name under which it began; null when that is not known
     * @param number of the build
     */
    @SuppressWarnings("try") // The context only has to be closed.
    public static Whereabouts find(String id, @CheckForNull String name, int number) {
        // Whoever asks has a thread that is nobody's, to whom Jenkins would say that there is no such build.
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
     * Where the build of a journal is.
     *
     * @param run null when no build that Jenkins has loaded has it
     * @param wasNeverStored whether Jenkins was killed before it wrote the build down for the first time: its directory
     *     is there and nothing will ever load it
     */
    public record Whereabouts(@CheckForNull Run<?, ?> run, boolean wasNeverStored) {}

    /** The number of the build in whose directory a journal lies. */
    public static int numberOf(Path journal) {
        return Integer.parseInt(journal.getName(journal.getNameCount() - 3).toString());
    }

    public boolean exists() {
        return Files.exists(file());
    }

    /** How long it is by now. */
    long bytes() throws IOException {
        return Files.size(file());
    }

    public JournaledBatch read() throws IOException {
        return JournaledBatch.read(file());
    }

    /** Begins it: from now on a restart finds it. Blocks. */
    public JournalWriter create(BatchHistory start, Map<String, String> labels, Executor writers) throws IOException {
        Files.createDirectories(directory(run));
        JournalWriter journal = JournalWriter.create(file(), start, labels, writers);
        JournalIndex.get().add(id, file());
        return journal;
    }

    /** Goes on with it; its last writer may have been killed before it was entered in the list. Blocks. */
    public JournalWriter append(Executor writers) throws IOException {
        JournalIndex.get().add(id, file());
        return JournalWriter.append(file(), writers);
    }

    /** Removes it: nothing has been done. Blocks. */
    public void delete() throws IOException {
        JournalIndex.get().remove(id);
        Files.deleteIfExists(file());
    }

    /**
     * Notes that the step has failed, for a later execution: that the journal has all its images stored does not say
     * so. Blocks.
     */
    public void noteFailure() {
        try {
            Files.write(file().resolveSibling(id + FAILED), new byte[0]);
        } catch (IOException unknown) {
            LOGGER.log(
                    Level.WARNING, "The failure of a step could not be recorded for the next one of " + run, unknown);
        }
    }

    /** Whether that was noted. */
    boolean hasFailed() {
        return Files.exists(file().resolveSibling(id + FAILED));
    }

    /** Where downloads of the execution are written until they are verified. */
    public Path temporaryDirectory() {
        return file().resolveSibling(id + ".tmp");
    }

    /** Removes temporary files if there is no journal, so that nothing goes on with them. Blocks. */
    public void removeFilesOfNobody() throws IOException, InterruptedException {
        if (!exists() && Files.exists(temporaryDirectory())) {
            new FilePath(temporaryDirectory().toFile()).deleteRecursive();
        }
    }

    /** Where it is, as long as its build has this name. */
    public Path file() {
        return directory(run).resolve(id + EXTENSION);
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }
}
