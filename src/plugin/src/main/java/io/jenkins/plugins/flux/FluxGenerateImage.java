package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.RelativePath;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.form.FormCheck;
import io.jenkins.plugins.flux.form.ImageForm;
import io.jenkins.plugins.flux.plan.ImageParameters;
import io.jenkins.plugins.flux.plan.ParameterText;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.Serializable;
import java.util.Arrays;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One entry of a batch. The step's own parameters apply to what it leaves out. */
public final class FluxGenerateImage implements Describable<FluxGenerateImage>, ImageParameters, Serializable {

    static final BoundProperties BOUND = new BoundProperties(FluxGenerateImage.class);

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String prompt;

    @CheckForNull
    private String output;

    @CheckForNull
    private String seed;

    @CheckForNull
    private String width;

    @CheckForNull
    private String height;

    @CheckForNull
    private String outputFormat;

    @CheckForNull
    private String safetyTolerance;

    @CheckForNull
    private String promptUpsampling;

    @CheckForNull
    private String imagePrompt;

    @DataBoundConstructor
    public FluxGenerateImage() {
        // All parameters are optional.
    }

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
    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(@CheckForNull String output) {
        this.output = ParameterText.of(output);
    }

    @CheckForNull
    public Object getSeed() {
        return ParameterText.toLiteral(seed);
    }

    @DataBoundSetter
    public void setSeed(@CheckForNull Object seed) {
        this.seed = ParameterText.of(seed);
    }

    @CheckForNull
    public Object getWidth() {
        return ParameterText.toLiteral(width);
    }

    @DataBoundSetter
    public void setWidth(@CheckForNull Object width) {
        this.width = ParameterText.of(width);
    }

    @CheckForNull
    public Object getHeight() {
        return ParameterText.toLiteral(height);
    }

    @DataBoundSetter
    public void setHeight(@CheckForNull Object height) {
        this.height = ParameterText.of(height);
    }

    @CheckForNull
    public String getOutputFormat() {
        return outputFormat;
    }

    @DataBoundSetter
    public void setOutputFormat(@CheckForNull String outputFormat) {
        this.outputFormat = ParameterText.of(outputFormat);
    }

    @CheckForNull
    public Object getSafetyTolerance() {
        return ParameterText.toLiteral(safetyTolerance);
    }

    @DataBoundSetter
    public void setSafetyTolerance(@CheckForNull Object safetyTolerance) {
        this.safetyTolerance = ParameterText.of(safetyTolerance);
    }

    @CheckForNull
    public Object getPromptUpsampling() {
        return "true".equals(promptUpsampling) || "false".equals(promptUpsampling)
                ? (Object) Boolean.valueOf(promptUpsampling)
                : promptUpsampling;
    }

    @DataBoundSetter
    public void setPromptUpsampling(@CheckForNull Object promptUpsampling) {
        this.promptUpsampling = ParameterText.of(promptUpsampling);
    }

    @CheckForNull
    public String getImagePrompt() {
        return imagePrompt;
    }

    @DataBoundSetter
    public void setImagePrompt(@CheckForNull String imagePrompt) {
        this.imagePrompt = ParameterText.of(imagePrompt);
    }

    /** Makes entries of a batch available in forms and in the Snippet Generator. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<FluxGenerateImage> implements ImageForm {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FluxGenerateImage_displayName();
        }

        /**
         * An entry without a format has that of the step, which its form does not know: any known extension is
         * accepted.
         */
        @Override
        public OutputFormat format(String output, @CheckForNull String outputFormat) {
            String extension = output.substring(output.lastIndexOf('.') + 1);
            return Arrays.stream(OutputFormat.values())
                    .filter(format -> Util.fixEmptyAndTrim(outputFormat) == null && format.acceptsExtension(extension))
                    .findFirst()
                    .orElseGet(() -> ImageForm.super.format(output, outputFormat));
        }

        /**
         * An entry may use the step's prompt, and one that was just added should not show an error. But if it has an
         * output path and there is no prompt, one is missing.
         *
         * @param prompt the prompt of the step
         */
        @POST
        public FormValidation doCheckPrompt(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String output,
                @RelativePath("..") @QueryParameter String prompt) {
            return Util.fixEmptyAndTrim(prompt) != null || Util.fixEmptyAndTrim(output) == null
                    ? FormValidation.ok()
                    : FormCheck.of(item, () -> ParameterRules.PROMPT.read(value));
        }

        @POST
        public FormValidation doCheckPromptUpsampling(@AncestorInPath Item item, @QueryParameter String value) {
            return FormCheck.of(item, ParameterRules.PROMPT_UPSAMPLING, value);
        }

        @POST
        public ListBoxModel doFillOutputFormatItems(@QueryParameter String outputFormat) {
            return ImageForm.outputFormats(Messages.FluxGenerateImage_asForAll(), outputFormat);
        }

        @POST
        public ListBoxModel doFillPromptUpsamplingItems(@QueryParameter String promptUpsampling) {
            ListBoxModel items = new ListBoxModel(
                    new ListBoxModel.Option(Messages.FluxGenerateImage_asForAll(), ""),
                    new ListBoxModel.Option(Messages.FluxGenerateImage_promptUpsampling_true(), "true"),
                    new ListBoxModel.Option(Messages.FluxGenerateImage_promptUpsampling_false(), "false"));
            return ImageForm.withCurrent(items, promptUpsampling);
        }
    }
}
