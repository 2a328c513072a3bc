package io.jenkins.plugins.flux.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.plan.ImagePrompts;
import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.ParameterRules;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of a step and of an entry of its batch have in common: checks with the messages of a build. */
@Restricted(NoExternalUse.class)
public interface ImageForm {

    @POST
    default FormValidation doCheckWidth(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ParameterRules.width(value));
    }

    @POST
    default FormValidation doCheckHeight(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ParameterRules.height(value));
    }

    @POST
    default FormValidation doCheckSeed(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ParameterRules.seed(value));
    }

    @POST
    default FormValidation doCheckSafetyTolerance(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ParameterRules.safetyTolerance(value));
    }

    /** This is a drop-down, but a stored value may not come from a form. */
    @POST
    default FormValidation doCheckOutputFormat(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ParameterRules.outputFormat(value));
    }

    /** Only the build knows whether the file exists. */
    @POST
    default FormValidation doCheckImagePrompt(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> ImagePrompts.checkPath(value.trim()));
    }

    @POST
    default FormValidation doCheckOutput(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String outputFormat) {
        return isUnknown(outputFormat)
                ? FormValidation.ok()
                : check(item, value, () -> OutputPath.check(value.trim(), format(value.trim(), outputFormat)));
    }

    /**
     * Returns the format of an image.
     *
     * @param output path of the image
     * @param outputFormat format in the form; blank for the default
     */
    default OutputFormat format(String output, @CheckForNull String outputFormat) {
        return ParameterRules.outputFormat(outputFormat);
    }

    /** Blank means the default, and only the build knows the values of variables. */
    static FormValidation check(@CheckForNull Item item, @CheckForNull String value, Runnable rule) {
        return Util.fixEmptyAndTrim(value) == null || isUnknown(value) ? FormValidation.ok() : FormCheck.of(item, rule);
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

    private static boolean isUnknown(@CheckForNull String value) {
        return value != null && value.contains("$");
    }
}
