package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.flux.plan.ParameterText;
import io.jenkins.plugins.flux.plan.StepParameters;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of "Generate images with FLUX" as Jenkins binds and stores them: the Pipeline step is one, the
 * freestyle build step holds one. Their rules are in {@link StepRules} and {@link ParameterRules}; this class has what
 * Jenkins needs for each: a field, a getter and a setter.
 *
 * <p>Values are kept as they were specified, and checked when the step runs, so that every mistake is reported in the
 * same words. Null means unspecified, or the default. Numbers are bound as {@code Object} because a Pipeline passes
 * numbers and a form passes text.
 *
 * <p>The step is a separate class because Pipelines store it: the program of a Pipeline that has no journal yet has
 * these fields under the name of this class. JBoss Marshalling, which reads it after an update, silently drops the
 * fields of a class that no longer exists, and refuses an object if its former superclass is no longer one.
 */
public abstract class FluxGenerateParameters extends Step implements Serializable, StepParameters {

    static final BoundProperties BOUND = new BoundProperties(FluxGenerateParameters.class);

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String prompt;

    @CheckForNull
    private List<FluxGenerateImage> images;

    @CheckForNull
    private String endpoint;

    @CheckForNull
    private String credentialsId;

    @CheckForNull
    private String width;

    @CheckForNull
    private String height;

    @CheckForNull
    private String seed;

    private boolean promptUpsampling;

    @CheckForNull
    private String safetyTolerance;

    @CheckForNull
    private String outputFormat;

    @CheckForNull
    private String imagePrompt;

    @CheckForNull
    private String output;

    /** Null for true, the default: a stored configuration that leaves it out must not read as false. */
    @CheckForNull
    private Boolean archive;

    @CheckForNull
    private String timeoutSeconds;

    /** Null for true, the default. */
    @CheckForNull
    private Boolean failFast;

    @CheckForNull
    private String onFailure;

    @CheckForNull
    private String onLostSubmit;

    private boolean keepOnAbort;

    @CheckForNull
    @Override
    public Object get(Parameter<?> parameter) {
        return BOUND.get(this, parameter.name());
    }

    @CheckForNull
    public String getPrompt() {
        return prompt;
    }

    @DataBoundSetter
    public void setPrompt(@CheckForNull String prompt) {
        this.prompt = Util.fixEmpty(prompt);
    }

    @CheckForNull
    @Override
    public List<FluxGenerateImage> getImages() {
        return images == null ? null : List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(@CheckForNull List<FluxGenerateImage> images) {
        this.images = images == null || images.isEmpty() ? null : new ArrayList<>(images);
    }

    @CheckForNull
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(@CheckForNull String endpoint) {
        this.endpoint = ParameterText.of(endpoint);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = ParameterText.of(credentialsId);
    }

    @CheckForNull
    public Object getWidth() {
        return ParameterText.toLiteral(width);
    }

    @DataBoundSetter
    public void setWidth(@CheckForNull Object width) {
        this.width = ParameterText.unlessUsual(width, ParameterRules.WIDTH);
    }

    @CheckForNull
    public Object getHeight() {
        return ParameterText.toLiteral(height);
    }

    @DataBoundSetter
    public void setHeight(@CheckForNull Object height) {
        this.height = ParameterText.unlessUsual(height, ParameterRules.HEIGHT);
    }

    @CheckForNull
    public Object getSeed() {
        return ParameterText.toLiteral(seed);
    }

    @DataBoundSetter
    public void setSeed(@CheckForNull Object seed) {
        this.seed = ParameterText.of(seed);
    }

    public boolean isPromptUpsampling() {
        return promptUpsampling;
    }

    @DataBoundSetter
    public void setPromptUpsampling(boolean promptUpsampling) {
        this.promptUpsampling = promptUpsampling;
    }

    @CheckForNull
    public Object getSafetyTolerance() {
        return ParameterText.toLiteral(safetyTolerance);
    }

    @DataBoundSetter
    public void setSafetyTolerance(@CheckForNull Object safetyTolerance) {
        this.safetyTolerance = ParameterText.unlessUsual(safetyTolerance, ParameterRules.SAFETY_TOLERANCE);
    }

    @CheckForNull
    public String getOutputFormat() {
        return outputFormat;
    }

    @DataBoundSetter
    public void setOutputFormat(@CheckForNull String outputFormat) {
        this.outputFormat = ParameterText.unlessUsual(outputFormat, ParameterRules.OUTPUT_FORMAT);
    }

    @CheckForNull
    public String getImagePrompt() {
        return imagePrompt;
    }

    @DataBoundSetter
    public void setImagePrompt(@CheckForNull String imagePrompt) {
        this.imagePrompt = ParameterText.of(imagePrompt);
    }

    @CheckForNull
    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(@CheckForNull String output) {
        this.output = ParameterText.of(output);
    }

    public boolean isArchive() {
        return archive == null || archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive ? null : Boolean.FALSE;
    }

    @CheckForNull
    public Object getTimeoutSeconds() {
        return ParameterText.toLiteral(timeoutSeconds);
    }

    @DataBoundSetter
    public void setTimeoutSeconds(@CheckForNull Object timeoutSeconds) {
        this.timeoutSeconds = ParameterText.of(timeoutSeconds);
    }

    public boolean isFailFast() {
        return failFast == null || failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast ? null : Boolean.FALSE;
    }

    @NonNull
    public String getOnFailure() {
        return onFailure == null ? StepRules.FAIL : onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(@CheckForNull String onFailure) {
        this.onFailure = ParameterText.unlessUsual(onFailure, StepRules.ON_FAILURE);
    }

    @NonNull
    public String getOnLostSubmit() {
        return onLostSubmit == null ? StepRules.FAIL : onLostSubmit;
    }

    @DataBoundSetter
    public void setOnLostSubmit(@CheckForNull String onLostSubmit) {
        this.onLostSubmit = ParameterText.unlessUsual(onLostSubmit, StepRules.ON_LOST_SUBMIT);
    }

    public boolean isKeepOnAbort() {
        return keepOnAbort;
    }

    @DataBoundSetter
    public void setKeepOnAbort(boolean keepOnAbort) {
        this.keepOnAbort = keepOnAbort;
    }
}
