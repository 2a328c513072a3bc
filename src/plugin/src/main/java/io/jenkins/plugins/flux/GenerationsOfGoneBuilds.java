package io.jenkins.plugins.flux;

import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Cancels the jobs of builds that were deleted while Jenkins was down; there is no place any more to keep an image in. */
final class GenerationsOfGoneBuilds {

    private static final Logger LOGGER = Logger.getLogger(GenerationsOfGoneBuilds.class.getName());

    private GenerationsOfGoneBuilds() {}

    /**
     * Begins to, unless an execution of this process looks after them; what becomes of each image is in the log. Blocks for a
     * moment.
     *
     * @param file the journal, which has outlived its build
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException when the endpoint is not configured any more
     */
    static void discard(String id, JournaledRun interrupted, Path file) throws IOException {
        ActiveJournals journals = FluxRuntime.get().activeJournals();
        if (!journals.claim(id)) {
            return;
        }
        try {
            begin(id, interrupted, file);
        } catch (IOException | RuntimeException failed) {
            journals.release(id);
            throw failed;
        }
    }

    private static void begin(String id, JournaledRun interrupted, Path file) throws IOException {
        FluxRuntime runtime = FluxRuntime.get();
        GenerationOrder order = GenerationOrder.of(interrupted);
        FileJournal journal = FileJournal.append(file, runtime.journalThreads());
        GenerationRun run = runtime.generator()
                .discard(
                        order.history(),
                        () -> CredentialsKeySource.of(
                                interrupted,
                                order.credentialsId(),
                                order.endpoint().getBaseUrl()),
                        new ConsoleProgress(new LogTaskListener(LOGGER, Level.WARNING)),
                        journal);
        run.settled().thenRunAsync(() -> runtime.activeJournals().settle(id, journal), runtime.buildThreads());
    }
}
