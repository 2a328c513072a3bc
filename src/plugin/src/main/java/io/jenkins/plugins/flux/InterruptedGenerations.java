package io.jenkins.plugins.flux;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.journal.JournaledRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds, when Jenkins has started and loaded its Pipelines, the generations that were under way when it stopped. Pipelines go
 * on with theirs by themselves; what no build waits for is brought to its end: jobs are cancelled, complete images are kept,
 * and the log says so.
 */
@Extension
public final class InterruptedGenerations extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(InterruptedGenerations.class.getName());

    /** How often is asked whether Jenkins has loaded its Pipelines, in milliseconds. Nothing tells it. */
    private static final long ASKED_EVERY = 500;

    /** Ids of the builds that may still go on with a generation, by journal. */
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

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
        if (waiting.containsValue(run.getExternalizableId())) {
            FluxRuntime.get()
                    .buildThreads()
                    .execute(() -> waiting.forEach((id, build) -> {
                        if (build.equals(run.getExternalizableId())) {
                            settle(id, run);
                        }
                    }));
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
            JournaledRun interrupted = JournaledRun.read(journal);
            String build = GenerationOrder.buildOf(interrupted);
            Run<?, ?> run = Run.fromExternalizableId(build);
            if (run == null) {
                LOGGER.log(Level.WARNING, "{0} is gone; its jobs are cancelled now, request ids {1}", new Object[] {
                    build, interrupted.history().openRequests()
                });
                GenerationsOfGoneBuilds.discard(id, interrupted, journal);
                return;
            }
            waiting.put(id, build);
            // Also when all of it has ended: whether that was told and recorded is not known.
            // In this order: a build that ends just now is seen here or in ended().
            if (!run.isBuilding()) {
                settle(id, run);
            }
        } catch (IOException | RuntimeException unreadable) {
            LOGGER.log(Level.SEVERE, "The jobs of an interrupted step are not known: " + journal, unreadable);
        }
    }

    private void settle(String id, Run<?, ?> run) {
        if (waiting.remove(id) == null || !FluxRuntime.get().activeJournals().claim(id)) {
            return;
        }
        LOGGER.log(Level.WARNING, "{0} ended without its images; their jobs are cancelled now", run);
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
