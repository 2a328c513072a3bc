package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.flux.plan.Choices;
import io.jenkins.plugins.flux.plan.ParameterText;
import io.jenkins.plugins.flux.plan.StepParameters;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of "Generate images with FLUX", bound once: the Pipeline step is one, the freestyle build step holds one.
 *
 * <p>Values are kept as they were given and checked when the step runs, so that every mistake is told in the same words.
 * Null or blank means: not given, the default counts; a value that is the default is kept as not given. Numbers are taken as {@code Object} because a Pipeline gives numbers
 * and a form gives text.
 */
public abstract class FluxGenerateParameters extends Step implements Serializable, StepParameters {

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

    /** What the image shows; required unless {@link #getImages()} is given. */
    @CheckForNull
    @Override
    public String getPrompt() {
        return prompt;
    }

    @DataBoundSetter
    public void setPrompt(@CheckForNull String prompt) {
        this.prompt = Util.fixEmpty(prompt);
    }

    /** A batch: each entry overrides what the step says for all. */
    @CheckForNull
    @Override
    public List<FluxGenerateImage> getImages() {
        return images == null ? null : List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(@CheckForNull List<FluxGenerateImage> images) {
        this.images = images == null || images.isEmpty() ? null : new ArrayList<>(images);
    }

    /** Name of a configured endpoint; without it the first one counts. */
    @CheckForNull
    @Override
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(@CheckForNull String endpoint) {
        this.endpoint = Util.fixEmptyAndTrim(endpoint);
    }

    /** Id of a Secret text; without it the endpoint's default counts. */
    @CheckForNull
    @Override
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Width in pixels. */
    @CheckForNull
    @Override
    public Object getWidth() {
        return ParameterText.toLiteral(width);
    }

    @DataBoundSetter
    public void setWidth(@CheckForNull Object width) {
        this.width = ParameterText.unlessUsual(width, ParameterRules.DEFAULT_WIDTH);
    }

    /** Height in pixels. */
    @CheckForNull
    @Override
    public Object getHeight() {
        return ParameterText.toLiteral(height);
    }

    @DataBoundSetter
    public void setHeight(@CheckForNull Object height) {
        this.height = ParameterText.unlessUsual(height, ParameterRules.DEFAULT_HEIGHT);
    }

    /** Any integer; the same seed and parameters give the same image. Without it one is drawn and recorded. */
    @CheckForNull
    @Override
    public Object getSeed() {
        return ParameterText.toLiteral(seed);
    }

    @DataBoundSetter
    public void setSeed(@CheckForNull Object seed) {
        this.seed = ParameterText.of(seed);
    }

    /** Whether the service may elaborate the prompt. */
    @Override
    public boolean isPromptUpsampling() {
        return promptUpsampling;
    }

    @DataBoundSetter
    public void setPromptUpsampling(boolean promptUpsampling) {
        this.promptUpsampling = promptUpsampling;
    }

    /** From 0, the strictest, to 6. */
    @CheckForNull
    @Override
    public Object getSafetyTolerance() {
        return ParameterText.toLiteral(safetyTolerance);
    }

    @DataBoundSetter
    public void setSafetyTolerance(@CheckForNull Object safetyTolerance) {
        this.safetyTolerance = ParameterText.unlessUsual(safetyTolerance, ParameterRules.DEFAULT_SAFETY_TOLERANCE);
    }

    /** {@code jpeg} or {@code png}. */
    @CheckForNull
    @Override
    public String getOutputFormat() {
        return outputFormat;
    }

    @DataBoundSetter
    public void setOutputFormat(@CheckForNull String outputFormat) {
        this.outputFormat = ParameterText.unlessUsual(outputFormat, ParameterRules.DEFAULT_OUTPUT_FORMAT.wireName());
    }

    /** Path in the workspace of an image that guides the generation. */
    @CheckForNull
    @Override
    public String getImagePrompt() {
        return imagePrompt;
    }

    @DataBoundSetter
    public void setImagePrompt(@CheckForNull String imagePrompt) {
        this.imagePrompt = Util.fixEmptyAndTrim(imagePrompt);
    }

    /** Path of the image in the workspace and among the artifacts. */
    @CheckForNull
    @Override
    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(@CheckForNull String output) {
        this.output = Util.fixEmptyAndTrim(output);
    }

    /** Whether the images are archived as artifacts of the build. */
    @Override
    public boolean isArchive() {
        return archive == null || archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive ? null : Boolean.FALSE;
    }

    /** Limit for the whole step, in seconds; without it only the endpoint's queue and run limits count. */
    @CheckForNull
    @Override
    public Object getTimeoutSeconds() {
        return ParameterText.toLiteral(timeoutSeconds);
    }

    @DataBoundSetter
    public void setTimeoutSeconds(@CheckForNull Object timeoutSeconds) {
        this.timeoutSeconds = ParameterText.of(timeoutSeconds);
    }

    /** Whether the first failed image cancels the others. */
    @Override
    public boolean isFailFast() {
        return failFast == null || failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast ? null : Boolean.FALSE;
    }

    /** What a missing image does to the build: {@code fail} or {@code unstable}. */
    @NonNull
    @Override
    public String getOnFailure() {
        return onFailure == null ? Choices.FAIL : onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(@CheckForNull String onFailure) {
        this.onFailure = Choices.nullIfDefault(onFailure);
    }

    /** What is done when the answer to a submit was lost: {@code fail}, or {@code resubmit} at the risk of paying twice. */
    @NonNull
    @Override
    public String getOnLostSubmit() {
        return onLostSubmit == null ? Choices.FAIL : onLostSubmit;
    }

    @DataBoundSetter
    public void setOnLostSubmit(@CheckForNull String onLostSubmit) {
        this.onLostSubmit = Choices.nullIfDefault(onLostSubmit);
    }

    /** Whether images that were complete when an abort reached them are stored all the same. */
    @Override
    public boolean isKeepOnAbort() {
        return keepOnAbort;
    }

    @DataBoundSetter
    public void setKeepOnAbort(boolean keepOnAbort) {
        this.keepOnAbort = keepOnAbort;
    }
}
