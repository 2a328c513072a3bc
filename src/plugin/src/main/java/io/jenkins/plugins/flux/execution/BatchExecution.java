package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.Batch;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.ImageEvent;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageStatus;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.plan.StepParameters;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.record.ConsoleProgress;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.record.RunningBatch;
import io.jenkins.plugins.flux.store.AgentWait;
import io.jenkins.plugins.flux.store.BuildImageStore;
import io.jenkins.plugins.flux.store.Workspace;
import io.jenkins.plugins.flux.threads.WorkHangsException;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One batch on behalf of a build, the same for a Pipeline step and a freestyle build step: begins it or resumes it
 * after a restart, and records what came of it. No method blocks; the work is done on {@link FluxRuntime}'s threads.
 */
@Restricted(NoExternalUse.class)
public final class BatchExecution implements RunningBatch {

    private final FluxRuntime runtime;
    private final CompletableFuture<BatchReport> report = new CompletableFuture<>();
    private final CompletableFuture<Void> journaled = new CompletableFuture<>();
    private volatile Batch run;
    private volatile boolean canceled;
    private volatile boolean wasAborted;

    /** Its build is over, and with it the workspace. */
    private volatile boolean interrupted;

    /** Whether another process may have begun it: then a cancel has an answer to wait for. */
    private final boolean isResumed;

    private BatchExecution(FluxRuntime runtime, boolean isResumed) {
        this.runtime = runtime;
        this.isResumed = isResumed;
    }

    /**
     * Begins a batch.
     *
     * @param id of the execution: letters, digits and dashes
     */
    public static BatchExecution start(String id, StepParameters parameters, BuildPlace place) {
        return new BatchExecution(FluxRuntime.get(), false).prepared(id, parameters, place);
    }

    /**
     * Resumes a batch after a restart, or begins it if the build has no journal of that id yet.
     *
     * @param parameters null once there is a journal
     */
    public static BatchExecution resume(String id, @CheckForNull StepParameters parameters, BuildPlace place) {
        return new BatchExecution(FluxRuntime.get(), true).prepared(id, parameters, place);
    }

    private BatchExecution prepared(String id, @CheckForNull StepParameters parameters, BuildPlace place) {
        // Whose share of the threads it takes up is known when there is its build.
        watch(runtime.buildThreads().submit(() -> {
            Run<?, ?> build = place.run();
            prepare(build, () -> begin(new StepJournal(build, id), parameters, place));
            return null;
        }));
        return this;
    }

    /** Brings an interrupted batch to its end that its build does not wait for any more. */
    public static BatchExecution abandon(StepJournal journal, BuildContext context) {
        BatchExecution execution = new BatchExecution(FluxRuntime.get(), true);
        execution.prepare(context.run(), () -> {
            PreparedBatch prepared = PreparedBatch.interrupted(journal, context);
            execution.go(prepared, generator -> prepared.abandon(generator, execution.progress(prepared)));
        });
        return execution;
    }

    /**
     * What came of it. Fails with an {@link AbortException} when the input was refused, and with a {@link
     * java.util.concurrent.CancellationException} when it was canceled before anything was submitted.
     */
    public CompletableFuture<BatchReport> report() {
        return report.copy();
    }

    /** Completed when a restart can go on from the journal, without the parameters. */
    public CompletableFuture<Void> journaled() {
        return journaled.copy();
    }

    /** Whether somebody had aborted it before Jenkins was restarted. */
    public boolean wasAborted() {
        return wasAborted;
    }

    /** Cancels whatever has not ended; {@link #report()} follows within a bounded time. */
    @Override
    public void cancel() {
        canceled = true;
        started().ifPresentOrElse(started -> runtime.generator().cancel(started), this::cancelBegun);
    }

    /** What another process may have begun has an answer of the service to wait for. */
    private void cancelBegun() {
        if (!isResumed) {
            report.cancel(false);
        }
    }

    /** As {@link #cancel()}, when the build has ended without it: complete images are stored all the same. */
    @Override
    public void interrupt() {
        interrupted = true;
        started().ifPresentOrElse(started -> runtime.generator().interrupt(started), this::cancel);
    }

    /** Under the lock, so that whoever sets a flag before is seen by {@link #go}; nobody else is called under it. */
    private synchronized Optional<Batch> started() {
        return Optional.ofNullable(run);
    }

    /** Where it stands, for a thread dump: a few field reads. */
    public String status() {
        Batch started = run;
        return started == null ? "preparing" : BatchStatus.of(started.summary());
    }

    /** Where each of its images stands: field reads. Only once it has started. */
    @Override
    public List<ImageStatus> images() {
        return run.images();
    }

    private void begin(StepJournal journal, @CheckForNull StepParameters parameters, BuildPlace place)
            throws IOException, InterruptedException, KeyUnavailableException {
        if (journal.exists()) {
            goOn(journal, place);
        } else if (canceled) {
            report.cancel(false);
        } else if (parameters == null) {
            throw new AbortException(Messages.BatchExecution_journalGone());
        } else {
            BuildContext context = BuildContext.of(journal.run(), place.listener(), place.workspace());
            start(begun(parameters, journal, context));
        }
    }

    private PreparedBatch begun(StepParameters parameters, StepJournal journal, BuildContext context)
            throws IOException, InterruptedException, KeyUnavailableException {
        try {
            PreparedBatch prepared = PreparedBatch.begun(parameters, journal, context);
            journaled.complete(null);
            return prepared;
        } finally {
            journal.removeFilesOfNobody();
        }
    }

    private void goOn(StepJournal journal, BuildPlace place) throws IOException, InterruptedException {
        Optional<Workspace> workspace = Workspace.of(journal.read().labels());
        BuildContext context = new BuildContext(journal.run(), place.listener(), workspace);
        if (!JournalIndex.get().claimUnlisted(journal.id())) {
            // Two writers would spoil it.
            throw new AbortException(Messages.BatchExecution_claimed());
        }
        PreparedBatch prepared = PreparedBatch.interrupted(journal, context);
        context.listener().getLogger().println(prepared.progress());
        wasAborted = prepared.order().history().isAborted();
        journaled.complete(null);
        start(prepared.withImagePrompts());
    }

    private void start(PreparedBatch prepared) throws IOException {
        go(prepared, generator -> prepared.start(generator, progress(prepared)));
    }

    private AgentWait agentWait(BuildContext context) {
        return new AgentWait(context.listener(), runtime.buildThreads(context.run()), () -> canceled || interrupted);
    }

    private void prepare(Run<?, ?> build, Preparation preparation) {
        watch(runtime.buildThreads(build).submit(() -> {
            preparation.run();
            return null;
        }));
    }

    private void watch(CompletableFuture<?> preparing) {
        preparing.whenComplete((done, failure) -> {
            if (failure instanceof WorkHangsException) {
                // It may come back, and must not begin then.
                canceled = true;
            }
            if (failure != null) {
                boolean isTold = failure instanceof InvalidParameterException
                        || failure instanceof KeyUnavailableException
                        || failure instanceof WorkHangsException;
                fail(isTold ? new AbortException(failure.getMessage()) : failure);
            }
        });
    }

    private void fail(Throwable failure) {
        end(() -> report.completeExceptionally(failure));
    }

    /**
     * Completes the report, unless Jenkins is shutting down: a Pipeline goes on after the restart. Threads are
     * interrupted then, and what they write at that moment fails as if the disk did.
     */
    private void end(Runnable completion) {
        if (!runtime.isClosed()) {
            completion.run();
        }
    }

    private void go(PreparedBatch prepared, Start start) throws IOException {
        // Made here when it is the first one: a client for HTTP takes long to make, and nobody may wait for that.
        Generator generator = runtime.generator();
        Run<?, ?> build = prepared.context().run();
        Batch started = null;
        synchronized (this) {
            if (!canceled || prepared.isResumed()) {
                started = start.with(generator);
                run = started;
            }
        }
        if (started == null) {
            prepared.discard();
            report.cancel(false);
            return;
        }
        // Not under the lock: the action asks for this one's state while it holds a lock of its own.
        BuildImages action = BuildImages.of(build);
        action.started(this);
        report.whenComplete((ended, failure) -> action.ended(this));
        if (canceled) {
            generator.cancel(started);
        }
        WorkPool.Share threads = runtime.buildThreads(build);
        started.outcome()
                .thenCompose(outcome -> bringHome(outcome, prepared))
                .thenCompose(outcome -> threads.submit(() -> record(outcome, prepared)))
                .handle(this::finish)
                .thenCombine(started.settled(), (recorded, settled) -> settled)
                .thenCompose(settled -> threads.submit(prepared::settle));
    }

    private Progress progress(PreparedBatch prepared) {
        ConsoleProgress console = new ConsoleProgress(prepared.context().listener());
        return event -> {
            show(event, prepared);
            console.on(event);
        };
    }

    /** The page of the build has an image as soon as it is stored; it is recorded when the step ends. */
    private static void show(ImageEvent event, PreparedBatch prepared) {
        if (event instanceof ImageEvent.Ended ended && ended.outcome() instanceof ImageOutcome.Stored stored) {
            BuildImages.of(prepared.context().run()).records().images().show(records(stored.images(), prepared));
        }
    }

    private static List<ImageRecord> records(List<GeneratedImage> images, PreparedBatch prepared) {
        String model = prepared.order().endpoint().getModel();
        return images.stream()
                .map(image -> new ImageRecord(image, model, prepared.store().isArchived(image.name())))
                .toList();
    }

    /** An agent that went away while its images were made gets them when it is back. */
    private CompletableFuture<BatchOutcome> bringHome(BatchOutcome outcome, PreparedBatch prepared) {
        List<String> paths = outcome.stored().stream().map(GeneratedImage::name).toList();
        return prepared.store().bringHome(paths, agentWait(prepared.context())).thenApply(done -> outcome);
    }

    @CheckForNull
    private Void finish(@CheckForNull BatchReport recorded, @CheckForNull Throwable failure) {
        if (failure == null) {
            end(() -> report.complete(recorded));
        } else {
            fail(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        }
        return null;
    }

    private BatchReport record(BatchOutcome outcome, PreparedBatch prepared) throws IOException, InterruptedException {
        try (BuildImageStore store = prepared.store()) {
            List<ImageRecord> made = records(outcome.stored(), prepared);
            BuildContext context = prepared.context();
            BuildImages action = BuildImages.of(context.run());
            // A build that an earlier release began may lack it, and nobody else saves one that has ended.
            action.save();
            action.records().add(made, store, context.workspace().isPresent());
            BatchReport recorded = BatchReport.of(outcome, made, store.problems());
            if (canceled || recorded.failure().isPresent()) {
                prepared.journal().noteFailure();
            }
            return recorded;
        }
    }

    @FunctionalInterface
    private interface Preparation {
        void run() throws IOException, InterruptedException, KeyUnavailableException;
    }

    @FunctionalInterface
    private interface Start {
        Batch with(Generator generator);
    }
}
