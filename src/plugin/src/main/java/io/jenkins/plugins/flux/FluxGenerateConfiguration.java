package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.flux.plan.Endpoints;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The endpoints that jobs may use. Only administrators change them: a job chooses by name, so that it cannot send a key to
 * a host of its own choice.
 */
@Extension
@Symbol("fluxGenerate")
public final class FluxGenerateConfiguration extends GlobalConfiguration implements PersistentDescriptor, Endpoints {

    private List<FluxEndpoint> endpoints = new ArrayList<>();

    /** The configuration of this Jenkins. */
    @NonNull
    public static FluxGenerateConfiguration get() {
        return ExtensionList.lookupSingleton(FluxGenerateConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FluxGenerateConfiguration_displayName();
    }

    /** All endpoints; the first is the default. One with the built-in values where none is configured. */
    @NonNull
    public List<FluxEndpoint> getEndpoints() {
        return endpoints.isEmpty() ? List.of(new FluxEndpoint(FluxEndpoint.DEFAULT_NAME)) : List.copyOf(endpoints);
    }

    /**
     * Replaces them all, and saves.
     *
     * @throws InvalidParameterException when a value breaks its rule or a name is there twice; then nothing has changed
     */
    @DataBoundSetter
    public void setEndpoints(@CheckForNull List<FluxEndpoint> endpoints) {
        if (endpoints != null) {
            endpoints.forEach(FluxEndpoint::check);
            EndpointNames.checkDifferent(endpoints);
        }
        this.endpoints = endpoints == null ? new ArrayList<>() : new ArrayList<>(endpoints);
        save();
    }

    /** A form whose last endpoint was removed does not mention endpoints at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<FluxEndpoint> submitted =
                form.has("endpoints") ? request.bindJSONToList(FluxEndpoint.class, form.get("endpoints")) : null;
        try {
            setEndpoints(submitted);
        } catch (InvalidParameterException refused) {
            // Shown as a page that says what to correct; anything else would be one with a stack trace.
            throw new FormException(refused.getMessage(), refused, "endpoints");
        }
        return true;
    }

    /**
     * Finds an endpoint.
     *
     * @param name its name, or null for the default
     * @throws InvalidParameterException when there is none of that name; names those that there are
     */
    @NonNull
    @Override
    public FluxEndpoint endpoint(@CheckForNull String name) {
        List<FluxEndpoint> known = getEndpoints();
        if (name == null) {
            return known.get(0);
        }
        return known.stream()
                .filter(endpoint -> endpoint.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidParameterException.notAllowed(
                        "endpoint",
                        name,
                        "the name of an endpoint in the global configuration: "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(FluxEndpoint::getName)
                                                .toList())));
    }
}
