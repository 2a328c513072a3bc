package io.jenkins.plugins.flux.recovery;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.execution.BatchExecution;
import io.jenkins.plugins.flux.execution.BatchOrder;
import io.jenkins.plugins.flux.execution.BuildContext;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Finds, when Jenkins has started and loaded its Pipelines, the batches that were in progress when it stopped.
 * Pipelines resume theirs themselves. Batches that no build waits for are ended: jobs are canceled, complete images are
 * kept, and the log says so.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class OrphanedJobs extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(OrphanedJobs.class.getName());

    /** Interval, in milliseconds, of checks whether Jenkins has loaded its Pipelines; there is no event for that. */
    private static final long CHECK_MILLIS = 500;

    /** Ids of the journals that a build may still resume. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    private final BooleanSupplier pipelinesAreLoaded;

    public OrphanedJobs() {
        this(ResumedPipelines::areLoaded);
    }

    OrphanedJobs(BooleanSupplier pipelinesAreLoaded) {
        this.pipelinesAreLoaded = pipelinesAreLoaded;
    }

    static OrphanedJobs get() {
        return ExtensionList.lookupSingleton(OrphanedJobs.class);
    }

    @Override
    public void onLoaded() {
        FluxRuntime.get().buildThreads().execute(this::find);
    }

    /** A build has ended: ends the batches that it has not resumed. */
    void ended(Run<?, ?> run) {
        if (!waiting.isEmpty()) {
            FluxRuntime.get()
                    .buildThreads()
                    .execute(() -> waiting.stream()
                            .filter(id -> new StepJournal(run, id).exists())
                            .forEach(id -> settle(id, run)));
        }
    }

    private void find() {
        if (!activeJournals().isEmpty()) {
            // Read again: in the meantime, a Pipeline may have resumed and ended its step.
            whenPipelinesAreLoaded(() -> activeJournals().forEach(this::inspect));
        }
    }

    private static Map<String, Path> activeJournals() {
        try {
            return JournalIndex.get().list();
        } catch (IOException unreadable) {
            LOGGER.log(Level.SEVERE, "The list of active journals could not be read", unreadable);
            return Map.of();
        }
    }

    /** Holds no thread while waiting. */
    private void whenPipelinesAreLoaded(Runnable work) {
        if (pipelinesAreLoaded.getAsBoolean()) {
            work.run();
        } else {
            CompletableFuture.delayedExecutor(
                            CHECK_MILLIS,
                            TimeUnit.MILLISECONDS,
                            FluxRuntime.get().buildThreads())
                    .execute(() -> whenPipelinesAreLoaded(work));
        }
    }

    private void inspect(String id, Path journal) {
        if (JournalIndex.get().isClaimed(id)) {
            return;
        }
        try {
            if (Files.notExists(journal)) {
                inspectMoved(id, journal);
            } else {
                inspect(id, journal, JournaledBatch.readLabels(journal));
            }
        } catch (IOException | RuntimeException unreadable) {
            LOGGER.log(Level.SEVERE, "The jobs of an interrupted step are unknown: " + journal, unreadable);
        }
    }

    /** Reads the whole journal only if its step will not: with thousands of images in flight, that takes long. */
    private void inspect(String id, Path journal, Map<String, String> labels) throws IOException {
        String build = BatchOrder.buildOf(labels);
        int number = Integer.parseInt(build.substring(build.lastIndexOf('#') + 1));
        StepJournal.Whereabouts found = StepJournal.find(id, build, number);
        Run<?, ?> run = found.run();
        if (run != null) {
            found(id, run);
            return;
        }
        JournaledBatch interrupted = JournaledBatch.read(journal);
        if (!found.wasNeverStored() && JournalIndex.isInBuild(journal, BatchOrder.begunAt(labels))) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} is on disk, but Jenkins has not loaded it;"
                            + " its jobs are left alone until it has, request ids {1}",
                    new Object[] {build, interrupted.history().openRequests()});
        } else {
            LOGGER.log(Level.WARNING, "{0} is gone; its jobs are being canceled, request ids {1}", new Object[] {
                build, interrupted.history().openRequests()
            });
            JobsOfGoneBuilds.cancel(id, interrupted, journal);
        }
    }

    /** For an entry that is only a path: the journal is no longer there. */
    private void inspectMoved(String id, Path journal) throws IOException {
        Run<?, ?> run =
                StepJournal.find(id, null, StepJournal.numberOf(journal)).run();
        if (run != null) {
            found(id, run);
        } else if (!isDeleted(journal)) {
            LOGGER.log(
                    Level.WARNING, "{0} is missing, as is everything else in its directory; nothing is done", journal);
        } else {
            LOGGER.log(
                    Level.WARNING,
                    "{0} was deleted with its build; jobs that it had at the service may continue and be billed",
                    journal);
            JournalIndex.get().remove(id);
        }
    }

    /** An empty directory looks the same as one on which nothing is mounted. */
    private static boolean isDeleted(Path journal) throws IOException {
        Path left = journal;
        while (left != null && Files.notExists(left)) {
            left = left.getParent();
        }
        if (left == null) {
            return false;
        }
        try (Stream<Path> others = Files.list(left)) {
            return others.findAny().isPresent();
        }
    }

    private void found(String id, Run<?, ?> run) {
        waiting.add(id);
        // Even if the whole batch has ended: it is unknown whether that was reported and recorded. In this order: a
        // build that is just ending is seen here or in ended().
        if (!run.isBuilding()) {
            settle(id, run);
        }
    }

    private void settle(String id, Run<?, ?> run) {
        if (!waiting.remove(id) || !JournalIndex.get().claim(id)) {
            return;
        }
        LOGGER.log(Level.WARNING, "{0} ended without its images; their jobs are being canceled", run);
        BatchExecution.cancelOrphans(
                        new StepJournal(run, id),
                        new BuildContext(run, new LogTaskListener(LOGGER, Level.WARNING), Optional.empty()))
                .report()
                .whenComplete((report, failure) -> {
                    if (failure != null) {
                        LOGGER.log(Level.SEVERE, run + ": its interrupted step could not be ended", failure);
                    }
                });
    }
}
