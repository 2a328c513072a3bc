package io.jenkins.plugins.flux.plan;

import hudson.FilePath;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.store.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Makes a plan from a step's parameters, and refuses every mistake that can be found for free. Blocks: it reads the
 * workspace.
 */
@Restricted(NoExternalUse.class)
public final class NewPlan {

    private final StepParameters parameters;
    private final Optional<Workspace> workspace;
    private final Path prompts;
    private final DefaultNames names;

    /**
     * @param workspace empty outside {@code node}
     * @param prompts the directory for image prompts, which need not exist yet
     * @param names for images whose {@code output} is not given
     */
    public NewPlan(StepParameters parameters, Optional<Workspace> workspace, Path prompts, DefaultNames names) {
        this.parameters = parameters;
        this.workspace = workspace;
        this.prompts = prompts;
        this.names = names;
    }

    /**
     * @throws InvalidParameterException when a value breaks its rule
     * @throws IOException when the workspace cannot be read
     */
    public BatchPlan at(Endpoint endpoint) throws IOException, InterruptedException {
        boolean unstable = StepRules.UNSTABLE.equals(parameters.read(StepRules.ON_FAILURE));
        boolean resubmit = StepRules.RESUBMIT.equals(parameters.read(StepRules.ON_LOST_SUBMIT));
        Optional<Duration> total =
                Optional.ofNullable(parameters.read(StepRules.TIMEOUT_SECONDS)).map(Duration::ofSeconds);
        if (!parameters.read(StepRules.ARCHIVE) && workspace.isEmpty()) {
            throw StepRules.ARCHIVE.refusal(
                    false, "true outside node, where there is no workspace to keep the images in");
        }
        List<PlannedImage> images = new ImagePlans(parameters, new ImagePrompts(workspace, prompts), names).plan();
        checkLinks(images);
        return new BatchPlan(
                endpoint.getName(),
                endpoint.toQueueEndpoint(),
                endpoint.getMaxConcurrent(),
                images,
                new Deadlines(
                        Duration.ofSeconds(endpoint.getQueueTimeoutSeconds()),
                        Duration.ofSeconds(endpoint.getRunTimeoutSeconds()),
                        Deadlines.DEFAULT_DELIVERY,
                        total),
                parameters.read(StepRules.FAIL_FAST) && !unstable,
                parameters.read(StepRules.KEEP_ON_ABORT),
                resubmit);
    }

    /** A symbolic link in the workspace may lead out of it: one in a folder of the path, or at its end. */
    private void checkLinks(List<PlannedImage> images) throws IOException, InterruptedException {
        if (workspace.isEmpty()) {
            return;
        }
        FilePath root = workspace.get().find();
        // node does not create the directory; until something does, nothing is a descendant of it.
        root.mkdirs();
        for (PlannedImage image : images) {
            if (!root.isDescendant(image.name())) {
                throw StepRules.OUTPUT.refusal(
                        image.name(), "a path that does not leave the workspace through a symbolic link");
            }
        }
    }
}
