package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.ImageHistory;
import io.jenkins.plugins.flux.generation.ImagePromptFile;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * All that a generation needs before its first call: checked, and on disk.
 *
 * @param isResumed whether another process has begun it
 */
record PreparedGeneration(
        GenerationOrder order,
        CredentialsKeySource keys,
        BuildContext context,
        BuildJournal journal,
        FileJournal fileJournal,
        BuildImageStore store,
        boolean isResumed) {

    /**
     * A new one. Blocks.
     *
     * @throws InvalidParameterException when a value breaks its rule
     * @throws KeyUnavailableException when there is no key
     * @throws IOException when the workspace or the build's directory cannot be used: told before anything is paid for
     */
    static PreparedGeneration begun(FluxGenerateParameters parameters, BuildJournal journal, BuildContext context)
            throws IOException, InterruptedException, KeyUnavailableException {
        FluxEndpoint endpoint = FluxGenerateConfiguration.get().endpoint(parameters.getEndpoint());
        GenerationPlan plan = new NewPlan(parameters, context, journal).at(endpoint);
        String named = parameters.getCredentialsId();
        boolean archive = parameters.isArchive();
        CredentialsKeySource keys = new CredentialsKeySource(
                context.run(), named == null ? endpoint.getCredentialsId() : named, endpoint.getBaseUrl());
        keys.key();
        Map<String, String> labels = GenerationOrder.labels(context, journal, endpoint, named, archive);
        keys.addTo(labels);
        BuildImageStore store = store(archive, context, journal);
        GeneratedImagesAction action = GeneratedImagesAction.of(context.run());
        action.save();
        EarlierExecutions.Begun begun;
        try {
            begun = action.earlierExecutions()
                    .begin(plan, store::recover, start -> journal.create(start, labels, writers(context)));
        } catch (IOException | InterruptedException | RuntimeException notBegun) {
            store.close();
            throw notBegun;
        }
        tellTaken(begun.history(), context);
        GenerationOrder order = new GenerationOrder(
                begun.history(), endpoint, named == null ? endpoint.getCredentialsId() : named, archive);
        return new PreparedGeneration(order, keys, context, journal, begun.journal(), store, false);
    }

    private static void tellTaken(PlanHistory start, BuildContext context) {
        for (ImageHistory image : start.images()) {
            if (image.isOver()) {
                String requestId = image.job().orElseThrow().task().requestId();
                context.listener()
                        .getLogger()
                        .println("[" + image.image().name() + "] " + Messages.PreparedGeneration_taken(requestId));
            }
        }
    }

    /**
     * One that another process has begun and that the caller has claimed. Blocks.
     *
     * @param context its workspace may be another one than the step had, or none
     * @throws IOException when its endpoint is not configured any more, or the journal cannot be read
     */
    static PreparedGeneration interrupted(BuildJournal journal, BuildContext context) throws IOException {
        GenerationOrder order = order(journal.read());
        return new PreparedGeneration(
                order,
                keys(order, context),
                context,
                journal,
                journal.append(writers(context)),
                store(order.archive(), context, journal),
                true);
    }

    /**
     * The same with what a journal does not hold and what has not been submitted needs: image prompts, as they were when the
     * step began. One that is not kept here is read again; if it cannot be read any more, or is another one by now, that fails
     * its own image and no other, and the console says why: the others do not wait for an agent that is away.
     */
    PreparedGeneration withImagePrompts() throws InterruptedException {
        PlanHistory history = order.history();
        ImagePrompts prompts = new ImagePrompts(context.workspace(), journal.temporaryDirectory());
        List<ImageHistory> images = new ArrayList<>();
        for (ImageHistory image : history.images()) {
            Optional<ImagePromptFile> file =
                    needsImagePrompt(image) ? image.image().imagePromptFile() : Optional.empty();
            images.add(file.isPresent() ? withImagePrompt(image, file.get(), prompts) : image);
        }
        GenerationOrder complete = new GenerationOrder(
                new PlanHistory(history.plan(), history.started(), images),
                order.endpoint(),
                order.credentialsId(),
                order.archive());
        return new PreparedGeneration(complete, keys, context, journal, fileJournal, store, isResumed);
    }

    private boolean needsImagePrompt(ImageHistory image) {
        boolean isPlanned = image.state() == GenerationState.PLANNED;
        boolean isRepeated = image.state() == GenerationState.SUBMITTING
                && order.history().plan().resubmitLost();
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

    private static GenerationOrder order(JournaledRun run) throws AbortException {
        try {
            return GenerationOrder.of(run);
        } catch (InvalidParameterException gone) {
            throw new AbortException(Messages.PreparedGeneration_endpointGone(
                    gone.getMessage(), String.join(", ", run.history().openRequests())));
        }
    }

    GenerationRun start(Generator generator, Progress progress) {
        return generator.resume(order.history(), keys, store, progress, fileJournal);
    }

    GenerationRun abandon(Generator generator, Progress progress) {
        return generator.abandon(order.history(), keys, store, progress, fileJournal);
    }

    /** It was canceled before it began. */
    void discard() throws IOException {
        store.close();
        fileJournal.close();
        journal.delete();
    }

    /** Nothing is left to do, here or at the service. Blocks. */
    @CheckForNull
    Void settle() {
        FluxRuntime.get().activeJournals().settle(journal.id(), fileJournal);
        return null;
    }

    /** How far it had come before the restart, in one line. */
    String progress() {
        List<ImageHistory> images = order.history().images();
        long ended = images.stream().filter(ImageHistory::isOver).count();
        long submitted = images.stream()
                .filter(image -> !image.isOver() && image.job().isPresent())
                .count();
        return Messages.PreparedGeneration_resumed(
                Integer.toString(images.size()), Long.toString(ended), Long.toString(submitted));
    }

    private static CredentialsKeySource keys(GenerationOrder order, BuildContext context) {
        return new CredentialsKeySource(
                context.run(), order.credentialsId(), order.endpoint().getBaseUrl());
    }

    private static BuildImageStore store(boolean archive, BuildContext context, BuildJournal journal)
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
