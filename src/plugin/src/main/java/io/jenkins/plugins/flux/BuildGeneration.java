package io.jenkins.plugins.flux;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.flux.generation.Deadlines;
import io.jenkins.plugins.flux.generation.GeneratedImage;
import io.jenkins.plugins.flux.generation.GenerationEvent;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.ImageOutcome;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.generation.PlanOutcome;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.generation.RunSummary;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One generation on behalf of a build, the same for a Pipeline step and a freestyle build step: checks everything that can
 * be checked for free, starts the generator, and records what came of it. No method blocks; the work is done on {@link
 * FluxRuntime}'s threads.
 */
final class BuildGeneration {

    private final FluxGenerateParameters parameters;
    private final BuildContext context;
    private final Generator generator;
    private final CompletableFuture<GenerationReport> report = new CompletableFuture<>();
    private volatile GenerationRun run;
    private volatile boolean canceled;

    private BuildGeneration(FluxGenerateParameters parameters, BuildContext context, Generator generator) {
        this.parameters = parameters;
        this.context = context;
        this.generator = generator;
    }

    static BuildGeneration start(FluxGenerateParameters parameters, BuildContext context) {
        FluxRuntime runtime = FluxRuntime.get();
        BuildGeneration generation = new BuildGeneration(parameters, context, runtime.generator());
        runtime.buildThreads().execute(() -> generation.prepare(runtime));
        return generation;
    }

    /**
     * What came of it. Fails with an {@link AbortException} when the input was refused, and with a {@link
     * java.util.concurrent.CancellationException} when it was cancelled before anything was submitted.
     */
    CompletableFuture<GenerationReport> report() {
        return report.copy();
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

    /** Where it stands, for a thread dump: a few field reads. */
    String status() {
        GenerationRun started = run;
        return started == null ? "preparing" : GenerationStatus.of(started.summary());
    }

    /** Where its images stand: a field read. Only once it has started. */
    RunSummary summary() {
        return run.summary();
    }

    private void prepare(FluxRuntime runtime) {
        try {
            FluxEndpoint endpoint = FluxGenerateConfiguration.get().endpoint(parameters.getEndpoint());
            GenerationPlan plan = plan(endpoint);
            CredentialsKeySource keys = keys(endpoint);
            keys.key();
            start(runtime, plan, keys, endpoint);
        } catch (InvalidParameterException | KeyUnavailableException refused) {
            report.completeExceptionally(new AbortException(refused.getMessage()));
        } catch (InterruptedException stopping) {
            // Jenkins is shutting down: a Pipeline build goes on after the restart.
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error unexpected) {
            report.completeExceptionally(unexpected);
        }
    }

    private void start(FluxRuntime runtime, GenerationPlan plan, CredentialsKeySource keys, FluxEndpoint endpoint)
            throws IOException {
        BuildImageStore store = new BuildImageStore(context.run().getRootDir().toPath(), places());
        synchronized (this) {
            if (canceled) {
                store.close();
                return;
            }
            ConsoleProgress console = new ConsoleProgress(context.listener());
            run = generator.start(plan, keys, store, event -> {
                show(event, endpoint);
                console.on(event);
            });
            GeneratedImagesAction action = GeneratedImagesAction.of(context.run());
            action.started(this);
            report.whenComplete((ended, failure) -> action.ended(this));
        }
        run.outcome().thenAcceptAsync(outcome -> finish(outcome, store, endpoint), runtime.buildThreads());
    }

    /** The page of the build has an image as soon as it is stored; build.xml has it when the step ends. */
    private void show(GenerationEvent event, FluxEndpoint endpoint) {
        if (event instanceof GenerationEvent.Ended ended && ended.outcome() instanceof ImageOutcome.Stored stored) {
            GeneratedImagesAction.of(context.run()).add(records(stored.images(), endpoint));
        }
    }

    private List<ImageRecord> records(List<GeneratedImage> images, FluxEndpoint endpoint) {
        return images.stream()
                .map(image -> new ImageRecord(image, endpoint.getModel(), parameters.isArchive()))
                .toList();
    }

    private GenerationPlan plan(FluxEndpoint endpoint) throws IOException, InterruptedException {
        boolean unstable = Choices.isOther("onFailure", parameters.getOnFailure(), Choices.UNSTABLE);
        boolean resubmit = Choices.isOther("onLostSubmit", parameters.getOnLostSubmit(), Choices.RESUBMIT);
        Optional<Duration> total = PositiveNumber.check("timeoutSeconds", parameters.getTimeoutSeconds()).stream()
                .mapToObj(Duration::ofSeconds)
                .findFirst();
        if (!parameters.isArchive() && context.workspace().isEmpty()) {
            throw InvalidParameterException.notAllowed(
                    "archive", "false", "true outside node, where there is no workspace to keep the images in");
        }
        GeneratedImagesAction action = GeneratedImagesAction.of(context.run());
        List<PlannedImage> images =
                new ImagePlans(parameters, new ImagePrompts(context.workspace()), new DefaultNames(action)).plan();
        checkFolders(images);
        return new GenerationPlan(
                endpoint.toQueueEndpoint(),
                endpoint.getMaxConcurrent(),
                images,
                new Deadlines(
                        Duration.ofSeconds(endpoint.getQueueTimeoutSeconds()),
                        Duration.ofSeconds(endpoint.getRunTimeoutSeconds()),
                        Deadlines.DEFAULT_DELIVERY,
                        total),
                parameters.isFailFast() && !unstable,
                parameters.isKeepOnAbort(),
                resubmit);
    }

    /** A symbolic link in the workspace may lead out of it; asked once per folder, as each question may go to an agent. */
    private void checkFolders(List<PlannedImage> images) throws IOException, InterruptedException {
        if (context.workspace().isEmpty()) {
            return;
        }
        FilePath workspace = context.workspace().get();
        // node does not make the directory; until something does, nothing is a descendant of it.
        workspace.mkdirs();
        Set<String> asked = new HashSet<>();
        for (PlannedImage image : images) {
            int end = image.name().lastIndexOf('/');
            String folder = end < 0 ? "" : image.name().substring(0, end);
            if (!folder.isEmpty() && asked.add(folder) && !workspace.isDescendant(folder)) {
                throw InvalidParameterException.notAllowed(
                        "output", image.name(), "a path that does not leave the workspace through a symbolic link");
            }
        }
    }

    private CredentialsKeySource keys(FluxEndpoint endpoint) {
        String credentialsId =
                parameters.getCredentialsId() == null ? endpoint.getCredentialsId() : parameters.getCredentialsId();
        return new CredentialsKeySource(context.run(), credentialsId, endpoint.getBaseUrl());
    }

    private List<BuildImageStore.Place> places() {
        List<BuildImageStore.Place> places = new ArrayList<>();
        // Artifacts first: an agent may be gone by then, and a paid image must be somewhere.
        if (parameters.isArchive()) {
            places.add(new ArtifactImageStore(context.run(), context.listener()));
        }
        context.workspace().map(WorkspaceImageStore::new).ifPresent(places::add);
        return places;
    }

    private void finish(PlanOutcome outcome, BuildImageStore store, FluxEndpoint endpoint) {
        try (store) {
            List<ImageRecord> made = records(outcome.stored(), endpoint);
            new BuildRecords(context).add(made, store);
            report.complete(GenerationReport.of(outcome, made, store.problems()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error unexpected) {
            report.completeExceptionally(unexpected);
        }
    }
}
