package io.jenkins.plugins.flux;

import hudson.model.Run;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The journal of one step's execution, in the directory of its build. As long as there is something left to do, {@link
 * ActiveJournals} knows of it.
 *
 * @param id of the execution: letters, digits and dashes
 */
record BuildJournal(Run<?, ?> run, String id) {

    private static final String DIRECTORY = "flux-generate";

    boolean exists() {
        return Files.exists(file());
    }

    JournaledRun read() throws IOException {
        return JournaledRun.read(file());
    }

    /** Begins it: from now on a restart finds it. Blocks. */
    FileJournal create(PlanHistory start, Map<String, String> labels, Executor writers) throws IOException {
        Files.createDirectories(file().getParent());
        FileJournal journal = FileJournal.create(file(), start, labels, writers);
        ActiveJournals.get().add(id, file());
        return journal;
    }

    /** Goes on with it. Blocks. */
    FileJournal append(Executor writers) throws IOException {
        return FileJournal.append(file(), writers);
    }

    /** Where downloads of the execution are written until they are verified. */
    Path temporaryDirectory() {
        return file().resolveSibling(id + ".tmp");
    }

    private Path file() {
        return run.getRootDir().toPath().resolve(DIRECTORY).resolve(id + ".jsonl");
    }
}
