package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import java.util.ArrayList;
import java.util.List;

/**
 * Expands environment variables and build parameters in the values of a freestyle form; Pipelines do that in Groovy.
 */
final class ExpandedParameters {

    private final EnvVars environment;

    ExpandedParameters(EnvVars environment) {
        this.environment = environment;
    }

    FluxGenerateStep of(FluxGenerateStep given) {
        FluxGenerateStep expanded = new FluxGenerateStep();
        expanded.setPrompt(expand(given.getPrompt()));
        expanded.setImages(expand(given.getImages()));
        expanded.setEndpoint(expand(given.getEndpoint()));
        // Not expanded here: the Credentials plugin resolves parameters itself, by its own rules.
        expanded.setCredentialsId(given.getCredentialsId());
        expanded.setWidth(expand(given.getWidth()));
        expanded.setHeight(expand(given.getHeight()));
        expanded.setSeed(expand(given.getSeed()));
        expanded.setPromptUpsampling(given.isPromptUpsampling());
        expanded.setSafetyTolerance(expand(given.getSafetyTolerance()));
        expanded.setOutputFormat(expand(given.getOutputFormat()));
        expanded.setImagePrompt(expand(given.getImagePrompt()));
        expanded.setOutput(expand(given.getOutput()));
        expanded.setArchive(given.isArchive());
        expanded.setTimeoutSeconds(expand(given.getTimeoutSeconds()));
        expanded.setFailFast(given.isFailFast());
        expanded.setOnFailure(given.getOnFailure());
        expanded.setOnLostSubmit(given.getOnLostSubmit());
        expanded.setKeepOnAbort(given.isKeepOnAbort());
        return expanded;
    }

    @CheckForNull
    private List<FluxGenerateImage> expand(@CheckForNull List<FluxGenerateImage> images) {
        if (images == null) {
            return null;
        }
        List<FluxGenerateImage> expanded = new ArrayList<>();
        for (FluxGenerateImage given : images) {
            FluxGenerateImage image = new FluxGenerateImage();
            image.setPrompt(expand(given.getPrompt()));
            image.setOutput(expand(given.getOutput()));
            image.setSeed(expand(given.getSeed()));
            image.setWidth(expand(given.getWidth()));
            image.setHeight(expand(given.getHeight()));
            image.setOutputFormat(expand(given.getOutputFormat()));
            image.setSafetyTolerance(expand(given.getSafetyTolerance()));
            image.setPromptUpsampling(expand(given.getPromptUpsampling()));
            image.setImagePrompt(expand(given.getImagePrompt()));
            expanded.add(image);
        }
        return expanded;
    }

    @CheckForNull
    private String expand(@CheckForNull Object value) {
        return value == null ? null : environment.expand(value.toString());
    }
}
