package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.form.CredentialsForm;
import io.jenkins.plugins.flux.form.FormCheck;
import io.jenkins.plugins.flux.form.ImageForm;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of the parameters: drop-downs, and checks with the messages of a build. */
public abstract class FluxGenerateParametersDescriptor extends StepDescriptor implements ImageForm {

    /** The value that the form shows as default; null if there is none. */
    @CheckForNull
    public String usual(String parameter) {
        return StepRules.OF_STEP.stream()
                .filter(row -> row.name().equals(parameter))
                .findFirst()
                .flatMap(Parameter::usualText)
                .orElse(null);
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
                : FormCheck.of(item, () -> ParameterRules.PROMPT.read(value));
    }

    @POST
    public ListBoxModel doFillEndpointItems(@AncestorInPath Item item, @QueryParameter String endpoint) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.FluxGenerateParameters_defaultEndpoint(), "");
        if (FormCheck.isPermitted(item)) {
            FluxGenerateConfiguration.get().getEndpoints().forEach(known -> items.add(known.getName()));
        }
        return ImageForm.withCurrent(items, endpoint);
    }

    @POST
    public FormValidation doCheckEndpoint(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.ofGiven(
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
        if (!FormCheck.isPermitted(item)) {
            return FormValidation.ok();
        }
        FluxEndpoint chosen = endpoint(endpoint);
        boolean hasDefault = chosen != null && chosen.getCredentialsId() != null;
        return CredentialsForm.check(item, value, chosen == null ? null : chosen.getBaseUrl(), hasDefault);
    }

    @POST
    public ListBoxModel doFillOutputFormatItems(@QueryParameter String outputFormat) {
        String usual = ParameterRules.OUTPUT_FORMAT.usualText().orElseThrow();
        ListBoxModel items =
                ImageForm.outputFormats(Messages.FluxGenerateParameters_defaultFormat(usual), outputFormat);
        items.removeIf(option -> option.value.equals(usual));
        return ImageForm.withCurrent(items, outputFormat);
    }

    @POST
    public ListBoxModel doFillOnFailureItems(@QueryParameter String onFailure) {
        ListBoxModel items = new ListBoxModel(
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onFailure_fail(), StepRules.FAIL),
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onFailure_unstable(), StepRules.UNSTABLE));
        return ImageForm.withCurrent(items, onFailure);
    }

    @POST
    public FormValidation doCheckOnFailure(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, StepRules.ON_FAILURE, value);
    }

    @POST
    public ListBoxModel doFillOnLostSubmitItems(@QueryParameter String onLostSubmit) {
        ListBoxModel items = new ListBoxModel(
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onLostSubmit_fail(), StepRules.FAIL),
                new ListBoxModel.Option(Messages.FluxGenerateParameters_onLostSubmit_resubmit(), StepRules.RESUBMIT));
        return ImageForm.withCurrent(items, onLostSubmit);
    }

    @POST
    public FormValidation doCheckOnLostSubmit(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, StepRules.ON_LOST_SUBMIT, value);
    }

    @POST
    public FormValidation doCheckTimeoutSeconds(@AncestorInPath Item item, @QueryParameter String value) {
        return FormCheck.of(item, StepRules.TIMEOUT_SECONDS, value);
    }

    @CheckForNull
    private static String baseUrl(@CheckForNull Item item, @CheckForNull String endpoint) {
        FluxEndpoint chosen = FormCheck.isPermitted(item) ? endpoint(endpoint) : null;
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
