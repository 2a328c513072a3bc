package io.jenkins.plugins.flux;

import hudson.model.Run;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The journal of one step's execution, in the directory of its build. As long as there is something left to do, {@link
 * ActiveJournals} knows of it.
 *
 * @param id of the execution: letters, digits and dashes
 */
record BuildJournal(Run<?, ?> run, String id) {

    private static final String DIRECTORY = "flux-generate";
    private static final String EXTENSION = ".jsonl";

    /** Those of all executions that a build has had so far. Blocks. */
    static List<BuildJournal> of(Run<?, ?> run) throws IOException {
        Path directory = directory(run);
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> new BuildJournal(run, name.substring(0, name.length() - EXTENSION.length())))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** How long it is by now. */
    long bytes() throws IOException {
        return Files.size(file());
    }

    JournaledRun read() throws IOException {
        return JournaledRun.read(file());
    }

    /** Begins it: from now on a restart finds it. Blocks. */
    FileJournal create(PlanHistory start, Map<String, String> labels, Executor writers) throws IOException {
        Files.createDirectories(directory(run));
        FileJournal journal = FileJournal.create(file(), start, labels, writers);
        ActiveJournals.get().add(id, file());
        return journal;
    }

    /** Goes on with it; its last writer may have been killed before it was entered in the list. Blocks. */
    FileJournal append(Executor writers) throws IOException {
        ActiveJournals.get().add(id, file());
        return FileJournal.append(file(), writers);
    }

    /** Removes it: nothing has been done. Blocks. */
    void delete() throws IOException {
        ActiveJournals.get().remove(id);
        Files.deleteIfExists(file());
    }

    /** Where downloads of the execution are written until they are verified. */
    Path temporaryDirectory() {
        return file().resolveSibling(id + ".tmp");
    }

    private Path file() {
        return directory(run).resolve(id + EXTENSION);
    }

    private static Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve(DIRECTORY);
    }
}
