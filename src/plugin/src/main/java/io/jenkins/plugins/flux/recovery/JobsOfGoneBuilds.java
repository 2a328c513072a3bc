package io.jenkins.plugins.flux.recovery;

import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.execution.BatchOrder;
import io.jenkins.plugins.flux.execution.CredentialsKeySource;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.generation.Batch;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.record.ConsoleProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Cancels the jobs of builds that were deleted while Jenkins was down. Their images cannot be stored anywhere. */
final class JobsOfGoneBuilds {

    private static final Logger LOGGER = Logger.getLogger(JobsOfGoneBuilds.class.getName());

    private JobsOfGoneBuilds() {}

    /**
     * Begins to cancel them, unless an execution of this process uses the journal; the log has the outcomes. Blocks
     * briefly.
     *
     * @param file the journal, which outlived its build
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException if the endpoint is no longer configured
     */
    static void cancel(String id, JournaledBatch interrupted, Path file) throws IOException {
        JournalIndex journals = JournalIndex.get();
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

    private static void begin(String id, JournaledBatch interrupted, Path file) throws IOException {
        FluxRuntime runtime = FluxRuntime.get();
        BatchOrder order = BatchOrder.of(interrupted);
        JournalWriter journal = JournalWriter.append(file, runtime.journalThreads());
        Batch batch = runtime.generator()
                .cancelOrphansOfGoneBuild(
                        order.history(),
                        () -> CredentialsKeySource.of(
                                interrupted,
                                order.credentialsId(),
                                order.endpoint().getBaseUrl()),
                        new ConsoleProgress(new LogTaskListener(LOGGER, Level.WARNING)),
                        journal);
        batch.settled().thenRunAsync(() -> JournalIndex.get().settle(id, journal), runtime.buildThreads());
    }
}
