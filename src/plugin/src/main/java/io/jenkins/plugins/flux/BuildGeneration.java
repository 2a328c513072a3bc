package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.generation.GeneratedImage;
import io.jenkins.plugins.flux.generation.GenerationEvent;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.ImageOutcome;
import io.jenkins.plugins.flux.generation.ImageStatus;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.PlanOutcome;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One generation on behalf of a build, the same for a Pipeline step and a freestyle build step: begins it or goes on with it
 * after a restart, and records what came of it. No method blocks; the work is done on {@link FluxRuntime}'s threads.
 */
final class BuildGeneration {

    private static final Logger LOGGER = Logger.getLogger(BuildGeneration.class.getName());

    /** Where it takes place; may block until an agent is back. */
    @FunctionalInterface
    interface Place {
        BuildContext get() throws IOException, InterruptedException;
    }

    private final FluxRuntime runtime;
    private final Generator generator;
    private final CompletableFuture<GenerationReport> report = new CompletableFuture<>();
    private final CompletableFuture<Void> journaled = new CompletableFuture<>();
    private volatile GenerationRun run;
    private volatile boolean canceled;
    private volatile boolean wasAborted;

    private BuildGeneration(FluxRuntime runtime) {
        this.runtime = runtime;
        this.generator = runtime.generator();
    }

    /**
     * Begins a generation, or goes on with the one of that id if the build has its journal already.
     *
     * @param id of the execution: letters, digits and dashes
     * @param parameters null once there is a journal
     */
    static BuildGeneration start(String id, @CheckForNull FluxGenerateParameters parameters, Place place) {
        BuildGeneration generation = new BuildGeneration(FluxRuntime.get());
        generation.runtime.buildThreads().execute(() -> generation.prepare(id, parameters, place));
        return generation;
    }

    /** Brings an interrupted generation to its end that its build does not wait for any more. */
    static BuildGeneration abandon(BuildJournal journal, BuildContext context) {
        BuildGeneration generation = new BuildGeneration(FluxRuntime.get());
        generation
                .runtime
                .buildThreads()
                .execute(() -> generation.prepare(() -> {
                    PreparedGeneration prepared = PreparedGeneration.interrupted(journal, context);
                    generation.go(prepared, generator -> prepared.abandon(generator, generation.progress(prepared)));
                }));
        return generation;
    }

    /**
     * What came of it. Fails with an {@link AbortException} when the input was refused, and with a {@link
     * java.util.concurrent.CancellationException} when it was cancelled before anything was submitted.
     */
    CompletableFuture<GenerationReport> report() {
        return report.copy();
    }

    /** Completed when a restart can go on from the journal, without the parameters. */
    CompletableFuture<Void> journaled() {
        return journaled.copy();
    }

    /** Whether somebody had aborted it before Jenkins was restarted. */
    boolean wasAborted() {
        return wasAborted;
    }

    /** Cancels whatever has not ended; {@link #report()} follows within a bounded time. */
    synchronized void cancel() {
        canceled = true;
        if (run == null) {
            report.cancel(false);
        } else {
            generator.cancel(run);
        }
    }

    /** As {@link #cancel()}, when the build has ended without it: complete images are stored all the same. */
    synchronized void interrupt() {
        if (run == null) {
            cancel();
        } else {
            generator.interrupt(run);
        }
    }

    /** Where it stands, for a thread dump: a few field reads. */
    String status() {
        GenerationRun started = run;
        return started == null ? "preparing" : GenerationStatus.of(started.summary());
    }

    /** Where each of its images stands: field reads. Only once it has started. */
    List<ImageStatus> images() {
        return run.images();
    }

    private void prepare(String id, @CheckForNull FluxGenerateParameters parameters, Place place) {
        prepare(() -> {
            BuildContext context = place.get();
            BuildJournal journal = new BuildJournal(context.run(), id);
            PreparedGeneration prepared;
            if (journal.exists()) {
                prepared = PreparedGeneration.interrupted(journal, context);
                context.listener().getLogger().println(prepared.progress());
            } else if (parameters == null) {
                throw new AbortException(Messages.BuildGeneration_journalGone());
            } else {
                prepared = PreparedGeneration.begun(parameters, journal, context);
            }
            wasAborted = prepared.order().history().isAborted();
            journaled.complete(null);
            go(prepared, generator -> prepared.start(generator, progress(prepared)));
        });
    }

    private void prepare(Preparation preparation) {
        try {
            preparation.run();
        } catch (InvalidParameterException | KeyUnavailableException refused) {
            report.completeExceptionally(new AbortException(refused.getMessage()));
        } catch (InterruptedException stopping) {
            // Jenkins is shutting down: a Pipeline build goes on after the restart.
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error unexpected) {
            report.completeExceptionally(unexpected);
        }
    }

    private void go(PreparedGeneration prepared, Start start) throws IOException {
        synchronized (this) {
            if (canceled && !prepared.isResumed()) {
                prepared.discard();
                return;
            }
            run = start.with(generator);
            GeneratedImagesAction action =
                    GeneratedImagesAction.of(prepared.context().run());
            action.started(this);
            report.whenComplete((ended, failure) -> action.ended(this));
            if (canceled) {
                generator.cancel(run);
            }
        }
        run.outcome()
                .thenAcceptAsync(outcome -> finish(outcome, prepared), runtime.buildThreads())
                .thenCombineAsync(run.settled(), (recorded, settled) -> settle(prepared), runtime.buildThreads());
    }

    private Progress progress(PreparedGeneration prepared) {
        ConsoleProgress console = new ConsoleProgress(prepared.context().listener());
        return event -> {
            show(event, prepared);
            console.on(event);
        };
    }

    /** The page of the build has an image as soon as it is stored; build.xml has it when the step ends. */
    private static void show(GenerationEvent event, PreparedGeneration prepared) {
        if (event instanceof GenerationEvent.Ended ended && ended.outcome() instanceof ImageOutcome.Stored stored) {
            GeneratedImagesAction.of(prepared.context().run()).add(records(stored.images(), prepared.order()));
        }
    }

    private static List<ImageRecord> records(List<GeneratedImage> images, GenerationOrder order) {
        return images.stream()
                .map(image -> new ImageRecord(image, order.endpoint().getModel(), order.archive()))
                .toList();
    }

    private void finish(PlanOutcome outcome, PreparedGeneration prepared) {
        try (BuildImageStore store = prepared.store()) {
            List<ImageRecord> made = records(outcome.stored(), prepared.order());
            new BuildRecords(prepared.context()).add(made, store);
            report.complete(GenerationReport.of(outcome, made, store.problems()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error unexpected) {
            report.completeExceptionally(unexpected);
        }
    }

    /** Nothing is left to do, here or at the service. */
    private Void settle(PreparedGeneration prepared) {
        runtime.activeJournals().remove(prepared.journal().id());
        try {
            prepared.fileJournal().close();
        } catch (IOException notClosed) {
            LOGGER.log(Level.WARNING, "The journal of a step could not be closed", notClosed);
        }
        return null;
    }

    @FunctionalInterface
    private interface Preparation {
        void run() throws IOException, InterruptedException, KeyUnavailableException;
    }

    @FunctionalInterface
    private interface Start {
        GenerationRun with(Generator generator);
    }
}
