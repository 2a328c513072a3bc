package io.jenkins.plugins.flux.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.ParameterRules;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What the forms of a step and of an entry of its batch have in common: checks with the messages of a build. Jenkins
 * finds the check of a field by its name.
 */
@Restricted(NoExternalUse.class)
public interface ImageForm {

    @POST
    default FormValidation doCheckWidth(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, ParameterRules.WIDTH, value);
    }

    @POST
    default FormValidation doCheckHeight(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, ParameterRules.HEIGHT, value);
    }

    @POST
    default FormValidation doCheckSeed(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, ParameterRules.SEED, value);
    }

    @POST
    default FormValidation doCheckSafetyTolerance(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, ParameterRules.SAFETY_TOLERANCE, value);
    }

    /** This is a drop-down, but a stored value may not come from a form. */
    @POST
    default FormValidation doCheckOutputFormat(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, ParameterRules.OUTPUT_FORMAT, value);
    }

    /** Only the build knows whether the file exists. */
    @POST
    default FormValidation doCheckImagePrompt(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, StepRules.IMAGE_PROMPT, value);
    }

    @POST
    default FormValidation doCheckOutput(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String outputFormat) {
        return FormCheck.hasVariable(outputFormat)
                ? FormValidation.ok()
                : FormCheck.ofGiven(
                        item, value, () -> OutputPath.check(value.trim(), format(value.trim(), outputFormat)));
    }

    /**
     * Returns the format of an image.
     *
     * @param output path of the image
     * @param outputFormat format in the form; blank for the default
     */
    default OutputFormat format(String output, @CheckForNull String outputFormat) {
        return ParameterRules.OUTPUT_FORMAT.read(outputFormat);
    }

    /**
     * Returns the drop-down of output formats.
     *
     * @param none label of the empty choice
     * @param current the stored value, which stays selectable, whatever it is
     */
    static ListBoxModel outputFormats(String none, @CheckForNull String current) {
        ListBoxModel items = new ListBoxModel(new ListBoxModel.Option(none, ""));
        for (OutputFormat format : OutputFormat.values()) {
            items.add(format.wireName());
        }
        return withCurrent(items, current);
    }

    /** Adds the stored value if it is not among the choices, so saving the form does not change it. */
    static ListBoxModel withCurrent(ListBoxModel items, @CheckForNull String current) {
        String value = Util.fixNull(current);
        if (!value.isEmpty() && items.stream().noneMatch(option -> option.value.equals(value))) {
            items.add(value);
        }
        return items;
    }
}
