package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.generation.ImageEvent;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.EarlierExecutions;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.plan.DefaultNames;
import io.jenkins.plugins.flux.plan.Endpoint;
import io.jenkins.plugins.flux.plan.Endpoints;
import io.jenkins.plugins.flux.plan.ImagePrompts;
import io.jenkins.plugins.flux.plan.NewPlan;
import io.jenkins.plugins.flux.plan.StepParameters;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.record.ConsoleProgress;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.store.AgentWait;
import io.jenkins.plugins.flux.store.ArtifactImageStore;
import io.jenkins.plugins.flux.store.BuildImageStore;
import io.jenkins.plugins.flux.store.WorkspaceImageStore;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A batch of a build: before the first call, everything that it needs is checked and on disk; at the end, its outcome
 * is recorded.
 *
 * @param isResumed whether another process began it
 */
record PreparedBatch(
        BatchOrder order,
        CredentialsKeySource keys,
        BuildContext context,
        StepJournal journal,
        JournalWriter writer,
        BuildImageStore store,
        boolean isResumed) {

    /**
     * Prepares a new batch. Blocks.
     *
     * @throws InvalidParameterException when a value breaks its rule
     * @throws KeyUnavailableException when there is no key
     * @throws IOException when the workspace or the build's directory cannot be used, before anything is paid for
     */
    static PreparedBatch begun(StepParameters parameters, StepJournal journal, BuildContext context)
            throws IOException, InterruptedException, KeyUnavailableException {
        Endpoint endpoint = Endpoints.get().endpoint(parameters.read(StepRules.ENDPOINT));
        BuildImages images = BuildImages.of(context.run());
        DefaultNames names = new DefaultNames(images::nextNumber, images::hasImage);
        BatchPlan plan = new NewPlan(parameters, context.workspace(), journal.temporaryDirectory(), names).at(endpoint);
        String named = parameters.read(StepRules.CREDENTIALS_ID);
        String credentialsId = BatchOrder.credentialsId(named, endpoint);
        boolean archive = parameters.read(StepRules.ARCHIVE);
        CredentialsKeySource keys = new CredentialsKeySource(context.run(), credentialsId, endpoint.getBaseUrl());
        keys.key();
        Map<String, String> labels = BatchOrder.labels(context, journal, endpoint, named, archive);
        keys.addTo(labels);
        BuildImageStore store = store(archive, context, journal);
        images.save();
        EarlierExecutions.Begun begun;
        try {
            begun = images.earlierExecutions()
                    .begin(plan, store::recover, start -> journal.create(start, labels, writers(context)));
        } catch (IOException | InterruptedException | RuntimeException notBegun) {
            store.close();
            throw notBegun;
        }
        reportReused(begun.history(), context);
        BatchOrder order = new BatchOrder(begun.history(), endpoint, credentialsId, archive);
        return new PreparedBatch(order, keys, context, journal, begun.journal(), store, false);
    }

    private static void reportReused(BatchHistory start, BuildContext context) {
        for (ImageHistory image : start.images()) {
            if (image.isOver()) {
                String requestId = image.job().orElseThrow().queued().requestId();
                context.listener()
                        .getLogger()
                        .println("[" + image.image().name() + "] " + Messages.PreparedBatch_taken(requestId));
            }
        }
    }

    /**
     * Prepares a batch that another process began and that the caller has claimed. Blocks.
     *
     * @param content of the journal
     * @param context its workspace may differ from the one that the step had, or be empty
     * @throws IOException if its endpoint is no longer configured, or the journal cannot be written
     */
    static PreparedBatch interrupted(JournaledBatch content, StepJournal journal, BuildContext context)
            throws IOException {
        BatchOrder order = order(content);
        return new PreparedBatch(
                order,
                keys(order, context),
                context,
                journal,
                journal.append(writers(context)),
                store(order.archive(), context, journal),
                true);
    }

    /**
     * A copy with the image prompts, as they were when the step began: a journal does not hold them, and images that
     * have not been submitted need them. A prompt without a local copy is read again. If it cannot be read, or has
     * changed, only its own image fails, and the console says why: the others do not wait for an agent that is away.
     */
    PreparedBatch withImagePrompts() throws InterruptedException {
        BatchHistory history = order.history();
        ImagePrompts prompts = new ImagePrompts(context.workspace(), journal.temporaryDirectory());
        List<ImageHistory> images = new ArrayList<>();
        for (ImageHistory image : history.images()) {
            Optional<ImagePromptFile> file =
                    needsImagePrompt(image) ? image.image().imagePromptFile() : Optional.empty();
            images.add(file.isPresent() ? withImagePrompt(image, file.get(), prompts) : image);
        }
        BatchOrder complete = new BatchOrder(
                new BatchHistory(history.plan(), history.started(), images),
                order.endpoint(),
                order.credentialsId(),
                order.archive());
        return new PreparedBatch(complete, keys, context, journal, writer, store, isResumed);
    }

    private boolean needsImagePrompt(ImageHistory image) {
        boolean isPlanned = image.state() == ImageState.PLANNED;
        boolean isRepeated =
                image.state() == ImageState.SUBMITTING && order.history().plan().resubmitLost();
        return (isPlanned || isRepeated) && image.cancel().isEmpty();
    }

    private ImageHistory withImagePrompt(ImageHistory image, ImagePromptFile file, ImagePrompts prompts)
            throws InterruptedException {
        try {
            return image.with(
                    image.image().withImagePrompt(prompts.readAgain(file).copy()));
        } catch (IOException | InvalidParameterException unreadable) {
            context.listener().getLogger().println("[" + image.image().name() + "] " + unreadable.getMessage());
            return image;
        }
    }

    private static BatchOrder order(JournaledBatch run) throws AbortException {
        try {
            return BatchOrder.of(run);
        } catch (InvalidParameterException gone) {
            throw new AbortException(Messages.PreparedBatch_endpointGone(
                    gone.getMessage(), String.join(", ", run.history().openRequests())));
        }
    }

    /** Reports to the console, and shows images on the page as soon as they are stored. */
    Progress progress() {
        ConsoleProgress console = new ConsoleProgress(context.listener());
        return event -> {
            if (event instanceof ImageEvent.Ended ended && ended.outcome() instanceof ImageOutcome.Stored stored) {
                BuildImages.of(context.run()).records().show(records(stored.images()));
            }
            console.on(event);
        };
    }

    private List<ImageRecord> records(List<GeneratedImage> images) {
        String model = order.endpoint().getModel();
        return images.stream()
                .map(image -> ImageRecord.of(image, model, store.isArchived(image.name())))
                .toList();
    }

    /**
     * Copies images to the workspace when its agent, which went away meanwhile, is back.
     *
     * @param isOver whether to stop waiting
     */
    CompletableFuture<BatchOutcome> completeWorkspace(
            BatchOutcome outcome, WorkPool.Share threads, BooleanSupplier isOver) {
        List<String> paths = outcome.stored().stream().map(GeneratedImage::name).toList();
        return store.completeWorkspaceLater(paths, new AgentWait(context.listener(), threads, isOver))
                .thenApply(done -> outcome);
    }

    /** Records the outcome. Blocks. */
    BatchReport record(BatchOutcome outcome, BooleanSupplier canceled) throws IOException, InterruptedException {
        try (store) {
            List<ImageRecord> made = records(outcome.stored());
            BuildImages action = BuildImages.of(context.run());
            // A build that an earlier release began may lack the action, and nothing else saves a build that has ended.
            action.save();
            action.records().add(made, store, context.workspace().isPresent());
            BatchReport recorded = BatchReport.of(outcome, made, store.problems());
            if (canceled.getAsBoolean() || recorded.failure().isPresent()) {
                journal.noteFailure();
            }
            return recorded;
        }
    }

    /** Removes what was prepared: the batch was canceled before it began. */
    void discard() throws IOException {
        store.close();
        writer.close();
        journal.delete();
    }

    /** Nothing is left to do, here or at the service. Blocks. */
    @CheckForNull
    Void settle() {
        JournalIndex.get().settle(journal.id(), writer);
        return null;
    }

    /** The progress before the restart, in one line. */
    String resumedMessage() {
        List<ImageHistory> images = order.history().images();
        long ended = images.stream().filter(ImageHistory::isOver).count();
        long submitted = images.stream()
                .filter(image -> !image.isOver() && image.job().isPresent())
                .count();
        return Messages.PreparedBatch_resumed(
                Integer.toString(images.size()), Long.toString(ended), Long.toString(submitted));
    }

    private static CredentialsKeySource keys(BatchOrder order, BuildContext context) {
        return new CredentialsKeySource(
                context.run(), order.credentialsId(), order.endpoint().getBaseUrl());
    }

    private static BuildImageStore store(boolean archive, BuildContext context, StepJournal journal)
            throws IOException {
        return new BuildImageStore(
                journal.temporaryDirectory(),
                new ArtifactImageStore(context.run(), context.listener()),
                archive,
                context.workspace().map(WorkspaceImageStore::new));
    }

    private static Executor writers(BuildContext context) {
        return FluxRuntime.get().journalThreads(context.run());
    }
}
