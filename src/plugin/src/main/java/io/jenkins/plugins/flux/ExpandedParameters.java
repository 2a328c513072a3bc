package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import io.jenkins.plugins.flux.plan.StepRules;
import java.util.List;

/**
 * Expands environment variables and build parameters in the values of a freestyle form; Pipelines do that in Groovy.
 * The id of the credentials stays as it is: the Credentials plugin resolves parameters itself, by its own rules.
 */
final class ExpandedParameters {

    private final EnvVars environment;

    ExpandedParameters(EnvVars environment) {
        this.environment = environment;
    }

    FluxGenerateStep of(FluxGenerateStep given) {
        return expand(given, new FluxGenerateStep(), FluxGenerateParameters.BOUND);
    }

    private <T> T expand(T given, T expanded, BoundProperties properties) {
        for (String name : properties.names()) {
            Object value = properties.get(given, name);
            boolean isKept = name.equals(StepRules.CREDENTIALS_ID.name());
            properties.set(expanded, name, isKept ? value : expand(value));
        }
        return expanded;
    }

    @CheckForNull
    private Object expand(@CheckForNull Object value) {
        if (value instanceof FluxGenerateImage image) {
            return expand(image, new FluxGenerateImage(), FluxGenerateImage.BOUND);
        }
        if (value instanceof List<?> images) {
            return images.stream().map(this::expand).toList();
        }
        return value instanceof String text ? environment.expand(text) : value;
    }
}
