package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.form.CredentialsForm;
import io.jenkins.plugins.flux.form.FormAccess;
import io.jenkins.plugins.flux.form.FormCheck;
import io.jenkins.plugins.flux.form.ImageForm;
import io.jenkins.plugins.flux.plan.Choices;
import io.jenkins.plugins.flux.plan.PositiveNumber;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.ParameterRules;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of the parameters: drop-downs, and checks with the messages of a build. */
public abstract class FluxGenerateParametersDescriptor extends StepDescriptor implements ImageForm {

    /** The width that the form shows as default. */
    public int getDefaultWidth() {
        return ParameterRules.DEFAULT_WIDTH;
    }

    /** The height that the form shows as default. */
    public int getDefaultHeight() {
        return ParameterRules.DEFAULT_HEIGHT;
    }

    /** The safety tolerance that the form shows as default. */
    public int getDefaultSafetyTolerance() {
        return ParameterRules.DEFAULT_SAFETY_TOLERANCE;
    }

    /**
     * A batch needs no prompt here, and a form that was just opened should not show an error. But if there is an output
     * path, which a batch does not allow, the prompt is missing.
     */
    @POST
    public FormValidation doCheckPrompt(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String output) {
        return Util.fixEmptyAndTrim(output) == null
                ? FormValidation.ok()
                : FormCheck.of(item, () -> ParameterRules.prompt(value));
    }

    @POST
    public ListBoxModel doFillEndpointItems(@AncestorInPath Item item, @QueryParameter String endpoint) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.FluxGenerateParameters_defaultEndpoint(), "");
        if (FormAccess.isPermitted(item)) {
            FluxGenerateConfiguration.get().getEndpoints().forEach(known -> items.add(known.getName()));
        }
        return ImageForm.withCurrent(items, endpoint);
    }

    @POST
    public FormValidation doCheckEndpoint(@AncestorInPath Item item, @QueryParameter String value) {
        return ImageForm.check(
                item, value, () -> FluxGenerateConfiguration.get().endpoint(value));
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String endpoint) {
        return CredentialsForm.fill(item, credentialsId, baseUrl(item, endpoint));
    }

    @POST
    public FormValidation doCheckCredentialsId(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String endpoint) {
        if (!FormAccess.isPermitted(item)) {
            return FormValidation.ok();
        }
        FluxEndpoint chosen = endpoint(endpoint);
        boolean hasDefault = chosen != null && chosen.getCredentialsId() != null;
        return CredentialsForm.check(item, value, chosen == null ? null : chosen.getBaseUrl(), hasDefault);
    }

    @POST
    public ListBoxModel doFillOutputFormatItems(@QueryParameter String outputFormat) {
        OutputFormat usual = ParameterRules.DEFAULT_OUTPUT_FORMAT;
        ListBoxModel items =
                ImageForm.outputFormats(Messages.FluxGenerateParameters_defaultFormat(usual.wireName()), outputFormat);
        items.removeIf(option -> option.value.equals(usual.wireName()));
        return ImageForm.withCurrent(items, outputFormat);
    }

    @POST
    public ListBoxModel doFillOnFailureItems(@QueryParameter String onFailure) {
        ListBoxModel items = new ListBoxModel(
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onFailure_fail(), Choices.FAIL),
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onFailure_unstable(), Choices.UNSTABLE));
        return ImageForm.withCurrent(items, onFailure);
    }

    @POST
    public FormValidation doCheckOnFailure(@AncestorInPath Item item, @QueryParameter String value) {
        return ImageForm.check(item, value, () -> Choices.isOther("onFailure", value, Choices.UNSTABLE));
    }

    @POST
    public ListBoxModel doFillOnLostSubmitItems(@QueryParameter String onLostSubmit) {
        ListBoxModel items = new ListBoxModel(
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onLostSubmit_fail(), Choices.FAIL),
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onLostSubmit_resubmit(), Choices.RESUBMIT));
        return ImageForm.withCurrent(items, onLostSubmit);
    }

    @POST
    public FormValidation doCheckOnLostSubmit(@AncestorInPath Item item, @QueryParameter String value) {
        return ImageForm.check(item, value, () -> Choices.isOther("onLostSubmit", value, Choices.RESUBMIT));
    }

    @POST
    public FormValidation doCheckTimeoutSeconds(@AncestorInPath Item item, @QueryParameter String value) {
        return ImageForm.check(item, value, () -> PositiveNumber.check("timeoutSeconds", value));
    }

    @CheckForNull
    private static String baseUrl(@CheckForNull Item item, @CheckForNull String endpoint) {
        FluxEndpoint chosen = FormAccess.isPermitted(item) ? endpoint(endpoint) : null;
        return chosen == null ? null : chosen.getBaseUrl();
    }

    @CheckForNull
    private static FluxEndpoint endpoint(@CheckForNull String name) {
        String given = Util.fixEmptyAndTrim(name);
        return FluxGenerateConfiguration.get().getEndpoints().stream()
                .filter(endpoint -> given == null || endpoint.getName().equals(given))
                .findFirst()
                .orElse(null);
    }
}
