package io.jenkins.plugins.flux;

import hudson.AbortException;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.ImageHistory;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        GenerationPlan plan = new NewPlan(parameters, context).at(endpoint);
        String named = parameters.getCredentialsId();
        GenerationOrder order = new GenerationOrder(
                PlanHistory.of(plan, Instant.now()),
                endpoint,
                named == null ? endpoint.getCredentialsId() : named,
                parameters.isArchive());
        CredentialsKeySource keys = keys(order, context);
        keys.key();
        BuildImageStore store = store(order, context, journal);
        FileJournal file = journal.create(
                order.history(),
                GenerationOrder.labels(context.run(), endpoint, named, parameters.isArchive()),
                writers());
        return new PreparedGeneration(order, keys, context, journal, file, store, false);
    }

    /**
     * One that another process has begun. Blocks.
     *
     * @throws InvalidParameterException when an image prompt that is still needed is not there
     * @throws IOException when its endpoint is not configured any more, or the journal or the workspace cannot be read
     */
    static PreparedGeneration interrupted(BuildJournal journal, BuildContext context)
            throws IOException, InterruptedException {
        FluxRuntime.get().activeJournals().claim(journal.id());
        JournaledRun run = journal.read();
        GenerationOrder order = order(run);
        GenerationOrder complete = new GenerationOrder(
                withImagePrompts(order.history(), context), order.endpoint(), order.credentialsId(), order.archive());
        return new PreparedGeneration(
                complete,
                keys(complete, context),
                context,
                journal,
                journal.append(writers()),
                store(order, context, journal),
                true);
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

    /** It was cancelled before it began. */
    void discard() throws IOException {
        store.close();
        fileJournal.close();
        FluxRuntime.get().activeJournals().remove(journal.id());
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

    private static BuildImageStore store(GenerationOrder order, BuildContext context, BuildJournal journal)
            throws IOException {
        List<BuildImageStore.Place> places = new ArrayList<>();
        BuildImageStore.Place artifacts = new ArtifactImageStore(context.run(), context.listener());
        // Artifacts first: an agent may be gone by then, and a paid image must be somewhere.
        if (order.archive()) {
            places.add(artifacts);
        }
        context.workspace().map(WorkspaceImageStore::new).ifPresent(places::add);
        return new BuildImageStore(
                journal.temporaryDirectory(), places, order.archive() ? Optional.empty() : Optional.of(artifacts));
    }

    /** A journal holds no image bytes; what has not been submitted needs them again. */
    private static PlanHistory withImagePrompts(PlanHistory history, BuildContext context)
            throws IOException, InterruptedException {
        ImagePrompts prompts = new ImagePrompts(context.workspace());
        List<ImageHistory> images = new ArrayList<>();
        for (ImageHistory image : history.images()) {
            Optional<String> file = image.image().imagePromptFile();
            boolean needed = image.state() == GenerationState.PLANNED
                    || (image.state() == GenerationState.SUBMITTING
                            && history.plan().resubmitLost());
            images.add(
                    needed && file.isPresent() && image.cancel().isEmpty()
                            ? image.with(withImagePrompt(image.image(), prompts.read(file.get())))
                            : image);
        }
        return new PlanHistory(history.plan(), history.started(), images);
    }

    private static PlannedImage withImagePrompt(PlannedImage image, String base64) {
        return new PlannedImage(image.name(), image.request().withImagePrompt(base64), image.imagePromptFile());
    }

    private static Executor writers() {
        return FluxRuntime.get().journalThreads();
    }
}
