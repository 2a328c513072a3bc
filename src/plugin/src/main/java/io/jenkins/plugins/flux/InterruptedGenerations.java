package io.jenkins.plugins.flux;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.journal.JournaledRun;
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

/**
 * Finds, when Jenkins has started and loaded its Pipelines, the generations that were under way when it stopped. Pipelines go
 * on with theirs by themselves; what no build waits for is brought to its end: jobs are canceled, complete images are kept,
 * and the log says so.
 */
@Extension
public final class InterruptedGenerations extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(InterruptedGenerations.class.getName());

    /** How often is asked whether Jenkins has loaded its Pipelines, in milliseconds. Nothing tells it. */
    private static final long ASKED_EVERY = 500;

    /** Ids of the journals with which a build may still go on. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    private final BooleanSupplier pipelinesAreLoaded;

    public InterruptedGenerations() {
        this(ResumedPipelines::areLoaded);
    }

    InterruptedGenerations(BooleanSupplier pipelinesAreLoaded) {
        this.pipelinesAreLoaded = pipelinesAreLoaded;
    }

    static InterruptedGenerations get() {
        return ExtensionList.lookupSingleton(InterruptedGenerations.class);
    }

    @Override
    public void onLoaded() {
        FluxRuntime.get().buildThreads().execute(this::find);
    }

    /** A build has ended: whatever it has not gone on with is brought to its end. */
    void ended(Run<?, ?> run) {
        if (!waiting.isEmpty()) {
            FluxRuntime.get()
                    .buildThreads()
                    .execute(() -> waiting.stream()
                            .filter(id -> new BuildJournal(run, id).exists())
                            .forEach(id -> settle(id, run)));
        }
    }

    private void find() {
        if (!activeJournals().isEmpty()) {
            // Read again: a Pipeline may have gone on meanwhile, and have ended its step.
            whenPipelinesAreLoaded(() -> activeJournals().forEach(this::look));
        }
    }

    private static Map<String, Path> activeJournals() {
        try {
            return FluxRuntime.get().activeJournals().list();
        } catch (IOException unreadable) {
            LOGGER.log(Level.SEVERE, "The list of active journals could not be read", unreadable);
            return Map.of();
        }
    }

    /** Holds no thread meanwhile. */
    private void whenPipelinesAreLoaded(Runnable work) {
        if (pipelinesAreLoaded.getAsBoolean()) {
            work.run();
        } else {
            CompletableFuture.delayedExecutor(
                            ASKED_EVERY,
                            TimeUnit.MILLISECONDS,
                            FluxRuntime.get().buildThreads())
                    .execute(() -> whenPipelinesAreLoaded(work));
        }
    }

    private void look(String id, Path journal) {
        if (FluxRuntime.get().activeJournals().isClaimed(id)) {
            return;
        }
        try {
            if (Files.notExists(journal)) {
                lookForMoved(id, journal);
            } else {
                look(id, journal, JournaledRun.read(journal));
            }
        } catch (IOException | RuntimeException unreadable) {
            LOGGER.log(Level.SEVERE, "The jobs of an interrupted step are not known: " + journal, unreadable);
        }
    }

    private void look(String id, Path journal, JournaledRun interrupted) throws IOException {
        String build = GenerationOrder.buildOf(interrupted);
        int number = Integer.parseInt(build.substring(build.lastIndexOf('#') + 1));
        BuildJournal.Whereabouts found = BuildJournal.find(id, build, number);
        Run<?, ?> run = found.run();
        if (run != null) {
            found(id, run);
        } else if (!found.wasNeverStored() && ActiveJournals.isInBuild(journal, GenerationOrder.begunAt(interrupted))) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} is on disk and Jenkins has not loaded it; its jobs are left as they are until it has, request ids {1}",
                    new Object[] {build, interrupted.history().openRequests()});
        } else {
            LOGGER.log(Level.WARNING, "{0} is gone; its jobs are canceled now, request ids {1}", new Object[] {
                build, interrupted.history().openRequests()
            });
            GenerationsOfGoneBuilds.discard(id, interrupted, journal);
        }
    }

    /** Where the list has only a path: what it names is not there any more. */
    private void lookForMoved(String id, Path journal) throws IOException {
        Run<?, ?> run =
                BuildJournal.find(id, null, BuildJournal.numberOf(journal)).run();
        if (run != null) {
            found(id, run);
        } else if (!isDeleted(journal)) {
            LOGGER.log(Level.WARNING, "{0} cannot be found, nor anything else there; nothing is done", journal);
        } else {
            LOGGER.log(
                    Level.WARNING,
                    "{0} is gone with its build; jobs that it had at the service may go on and be billed",
                    journal);
            FluxRuntime.get().activeJournals().remove(id);
        }
    }

    /** Nobody can tell an empty directory from one on which nothing is mounted. */
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
        // Also when all of it has ended: whether that was told and recorded is not known.
        // In this order: a build that ends just now is seen here or in ended().
        if (!run.isBuilding()) {
            settle(id, run);
        }
    }

    private void settle(String id, Run<?, ?> run) {
        if (!waiting.remove(id) || !FluxRuntime.get().activeJournals().claim(id)) {
            return;
        }
        LOGGER.log(Level.WARNING, "{0} ended without its images; their jobs are canceled now", run);
        BuildGeneration.abandon(
                        new BuildJournal(run, id),
                        new BuildContext(run, new LogTaskListener(LOGGER, Level.WARNING), Optional.empty()))
                .report()
                .whenComplete((report, failure) -> {
                    if (failure != null) {
                        LOGGER.log(
                                Level.SEVERE, run + ": its interrupted step could not be brought to its end", failure);
                    }
                });
    }
}
