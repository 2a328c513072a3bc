package io.jenkins.plugins.flux;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.Deadlines;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a plan from a step's parameters, and refuses whatever can be refused for free. Blocks: the workspace is asked. */
final class NewPlan {

    private final FluxGenerateParameters parameters;
    private final BuildContext context;
    private final BuildJournal journal;

    /**
     * @param journal of the execution, which need not be there yet: image prompts are kept beside it
     */
    NewPlan(FluxGenerateParameters parameters, BuildContext context, BuildJournal journal) {
        this.parameters = parameters;
        this.context = context;
        this.journal = journal;
    }

    /**
     * @throws InvalidParameterException when a value breaks its rule
     * @throws IOException when the workspace cannot be asked
     */
    GenerationPlan at(FluxEndpoint endpoint) throws IOException, InterruptedException {
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
        ImagePrompts imagePrompts = new ImagePrompts(context.workspace(), journal.temporaryDirectory());
        List<PlannedImage> images = new ImagePlans(parameters, imagePrompts, new DefaultNames(action)).plan();
        checkLinks(images);
        return new GenerationPlan(
                endpoint.getName(),
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

    /** A symbolic link in the workspace may lead out of it: one in a folder of the path, or at its end. */
    private void checkLinks(List<PlannedImage> images) throws IOException, InterruptedException {
        if (context.workspace().isEmpty()) {
            return;
        }
        FilePath workspace = context.workspace().get().find();
        // node does not make the directory; until something does, nothing is a descendant of it.
        workspace.mkdirs();
        for (PlannedImage image : images) {
            if (!workspace.isDescendant(image.name())) {
                throw InvalidParameterException.notAllowed(
                        "output", image.name(), "a path that does not leave the workspace through a symbolic link");
            }
        }
    }
}
