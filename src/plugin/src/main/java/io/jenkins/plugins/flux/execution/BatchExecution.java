package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.Batch;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.generation.KeySource;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.ImageStatus;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.http.Futures;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.plan.StepParameters;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.record.RunningBatch;
import io.jenkins.plugins.flux.store.Workspace;
import io.jenkins.plugins.flux.threads.WorkHangsException;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One batch on behalf of a build, the same for a Pipeline step and a freestyle build step: begins it or resumes it
 * after a restart, and records the outcome. No method blocks; the work is done on {@link FluxRuntime}'s threads.
 */
@Restricted(NoExternalUse.class)
public final class BatchExecution implements RunningBatch {

    private final FluxRuntime runtime = FluxRuntime.get();
    private final CompletableFuture<BatchReport> report = new CompletableFuture<>();
    private final CompletableFuture<Void> journaled = new CompletableFuture<>();

    /** Whether another process may have begun it: then the answer to a cancel must be awaited. */
    private final boolean isResumed;

    private volatile Batch batch;
    private volatile boolean canceled;
    private volatile boolean wasAborted;

    /** Its build has ended, so the workspace is no longer available. */
    private volatile boolean interrupted;

    private BatchExecution(boolean isResumed) {
        this.isResumed = isResumed;
    }

    /**
     * Begins a batch.
     *
     * @param id of the execution: letters, digits and dashes
     */
    public static BatchExecution start(String id, StepParameters parameters, BuildPlace place) {
        return new BatchExecution(false).inBackground(id, parameters, place);
    }

    /**
     * Resumes a batch after a restart, or begins it if the build has no journal of that id yet.
     *
     * @param parameters null if there is a journal
     */
    public static BatchExecution resume(String id, @CheckForNull StepParameters parameters, BuildPlace place) {
        return new BatchExecution(true).inBackground(id, parameters, place);
    }

    private BatchExecution inBackground(String id, @CheckForNull StepParameters parameters, BuildPlace place) {
        // Its build is needed to know whose share of the threads it uses.
        watch(runtime.buildThreads()
                .submit(place::run)
                .thenCompose(build -> runtime.buildThreads(build)
                        .submit(() -> begin(new StepJournal(build, id), parameters, place))));
        return this;
    }

    /** Ends an interrupted batch that its build does not wait for any longer. */
    public static BatchExecution cancelOrphans(StepJournal journal, BuildContext context) {
        BatchExecution execution = new BatchExecution(true);
        execution.watch(execution.runtime.buildThreads(context.run()).submit(() -> {
            PreparedBatch prepared = PreparedBatch.interrupted(journal.read(), journal, context);
            return execution.carryOut(prepared, execution.runtime.generator()::cancelOrphans);
        }));
        return execution;
    }

    /**
     * The report. Fails with an {@link AbortException} if the input was refused, and with a {@link
     * java.util.concurrent.CancellationException} when it was canceled before anything was submitted.
     */
    public CompletableFuture<BatchReport> report() {
        return report.copy();
    }

    /** Completed when a restart can resume from the journal, without the parameters. */
    public CompletableFuture<Void> journaled() {
        return journaled.copy();
    }

    /** Whether it had been aborted before Jenkins was restarted. */
    public boolean wasAborted() {
        return wasAborted;
    }

    /** Cancels whatever has not ended; {@link #report()} follows within a bounded time. */
    @Override
    public void cancel() {
        canceled = true;
        Batch started = started();
        if (started != null) {
            started.cancel();
        } else if (!isResumed) {
            report.cancel(false);
        }
    }

    /** As {@link #cancel()}, when the build has ended before it: complete images are stored nevertheless. */
    @Override
    public void interrupt() {
        interrupted = true;
        Batch started = started();
        if (started != null) {
            started.interrupt();
        } else {
            cancel();
        }
    }

    /** Takes the lock, so that {@link #carryOut} sees a flag that was set before; calls nothing else. */
    @CheckForNull
    private synchronized Batch started() {
        return batch;
    }

    /** The progress, for a thread dump: a few field reads. */
    public String status() {
        Batch started = batch;
        return started == null ? "preparing" : started.summary().inWords();
    }

    /** The phase of each image: field reads. Only after it has started. */
    @Override
    public List<ImageStatus> images() {
        return batch.images();
    }

    /** Called on one of the build's threads. */
    @CheckForNull
    private Void begin(StepJournal journal, @CheckForNull StepParameters parameters, BuildPlace place)
            throws IOException, InterruptedException, KeyUnavailableException {
        PreparedBatch prepared;
        if (journal.exists()) {
            prepared = interrupted(journal, place);
        } else if (canceled) {
            report.cancel(false);
            return null;
        } else if (parameters == null) {
            throw new AbortException(Messages.BatchExecution_journalGone());
        } else {
            prepared = begun(parameters, journal, place);
        }
        return carryOut(prepared, runtime.generator()::start);
    }

    private PreparedBatch begun(StepParameters parameters, StepJournal journal, BuildPlace place)
            throws IOException, InterruptedException, KeyUnavailableException {
        BuildContext context = BuildContext.of(journal.run(), place.listener(), place.workspace());
        try {
            PreparedBatch prepared = PreparedBatch.begun(parameters, journal, context);
            journaled.complete(null);
            return prepared;
        } finally {
            journal.removeFilesOfNobody();
        }
    }

    private PreparedBatch interrupted(StepJournal journal, BuildPlace place) throws IOException, InterruptedException {
        if (!JournalIndex.get().claimUnlisted(journal.id())) {
            // Two writers would spoil it.
            throw new AbortException(Messages.BatchExecution_claimed());
        }
        JournaledBatch content = journal.read();
        BuildContext context = new BuildContext(journal.run(), place.listener(), Workspace.of(content.labels()));
        PreparedBatch prepared = PreparedBatch.interrupted(content, journal, context);
        context.listener().getLogger().println(prepared.resumedMessage());
        wasAborted = prepared.order().history().isAborted();
        journaled.complete(null);
        return prepared.withImagePrompts();
    }

    /**
     * What the generator does with a batch. The generator is created before, because creating the first one, with its
     * HTTP client, takes long, and must not be done under the lock.
     */
    @FunctionalInterface
    private interface Start {
        Batch with(BatchHistory history, KeySource keys, ImageStore store, Progress progress, Journal journal);
    }

    /** From the generator's outcome to the record, the report and the end of the journal. */
    @CheckForNull
    private Void carryOut(PreparedBatch prepared, Start start) throws IOException {
        Batch started = started(prepared, start);
        if (started == null) {
            prepared.discard();
            report.cancel(false);
            return null;
        }
        // Not under the lock, which only decides whether the batch starts.
        Run<?, ?> build = prepared.context().run();
        BuildImages action = BuildImages.of(build);
        action.started(this);
        report.whenComplete((ended, failure) -> action.ended(this));
        if (canceled) {
            started.cancel();
        }
        WorkPool.Share threads = runtime.buildThreads(build);
        started.outcome()
                .thenCompose(outcome -> prepared.completeWorkspace(outcome, threads, () -> canceled || interrupted))
                .thenCompose(outcome -> threads.submit(() -> prepared.record(outcome, () -> canceled)))
                .handle(this::finish)
                .thenCombine(started.settled(), (recorded, settled) -> settled)
                .thenCompose(settled -> threads.submit(prepared::settle));
        return null;
    }

    /** Null if it was canceled before it began. */
    @CheckForNull
    private synchronized Batch started(PreparedBatch prepared, Start start) {
        if (!canceled || prepared.isResumed()) {
            batch = start.with(
                    prepared.order().history(),
                    prepared.keys(),
                    prepared.store(),
                    prepared.progress(),
                    prepared.writer());
        }
        return batch;
    }

    private void watch(CompletableFuture<?> preparing) {
        preparing.whenComplete((done, thrown) -> {
            Throwable failure = Futures.unwrap(thrown);
            if (failure instanceof WorkHangsException) {
                // It may recover, and must not begin then.
                canceled = true;
            }
            if (failure != null) {
                boolean isExpected = failure instanceof InvalidParameterException
                        || failure instanceof KeyUnavailableException
                        || failure instanceof WorkHangsException;
                finish(null, isExpected ? new AbortException(failure.getMessage()) : failure);
            }
        });
    }

    /**
     * Completes the report, unless Jenkins is shutting down: a Pipeline resumes after the restart. Threads are
     * interrupted then, and what they write at that moment fails as if the disk did.
     */
    @CheckForNull
    private Void finish(@CheckForNull BatchReport recorded, @CheckForNull Throwable failure) {
        if (!runtime.isClosed()) {
            if (failure == null) {
                report.complete(recorded);
            } else {
                report.completeExceptionally(Futures.unwrap(failure));
            }
        }
        return null;
    }
}
