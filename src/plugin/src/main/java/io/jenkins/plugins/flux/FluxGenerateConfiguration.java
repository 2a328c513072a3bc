package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.execution.PollChoice;
import io.jenkins.plugins.flux.plan.Endpoints;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.Parameter;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The endpoints that jobs may use, and how images at the service are polled. Only administrators can change them: a job
 * selects an endpoint by name, so it cannot send a key to a host of its own choice.
 */
@Extension
@Symbol("fluxGenerate")
public final class FluxGenerateConfiguration extends GlobalConfiguration
        implements PersistentDescriptor, Endpoints, PollChoice {

    /** For {@code pollSchedule}: the default. */
    static final String LEARNED = "learned";

    /** For {@code pollSchedule}. */
    static final String BACKOFF = "backoff";

    static final Parameter<String> POLL_SCHEDULE = StepRules.choice("pollSchedule", LEARNED, BACKOFF);

    private List<FluxEndpoint> endpoints = new ArrayList<>();

    /** Null for the default, as in what earlier releases have saved. Read by the thread that polls. */
    @CheckForNull
    private volatile String pollSchedule;

    @NonNull
    public static FluxGenerateConfiguration get() {
        return ExtensionList.lookupSingleton(FluxGenerateConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.FluxGenerateConfiguration_displayName();
    }

    /** All endpoints; the first is the default. If none is configured, there is one with built-in values. */
    @NonNull
    public List<FluxEndpoint> getEndpoints() {
        return endpoints.isEmpty() ? List.of(new FluxEndpoint(FluxEndpoint.DEFAULT_NAME)) : List.copyOf(endpoints);
    }

    /**
     * Replaces all endpoints, and saves.
     *
     * @throws InvalidParameterException if a value breaks its rule or two names are the same; nothing is changed then
     */
    @DataBoundSetter
    public void setEndpoints(@CheckForNull List<FluxEndpoint> endpoints) {
        if (endpoints != null) {
            endpoints.forEach(FluxEndpoint::check);
            FluxEndpoint.checkNamesDiffer(endpoints);
        }
        this.endpoints = endpoints == null ? new ArrayList<>() : new ArrayList<>(endpoints);
        save();
    }

    /** When images at the service are polled: {@code learned} or {@code backoff}. */
    @NonNull
    public String getPollSchedule() {
        return isLearned() ? LEARNED : BACKOFF;
    }

    @Override
    public boolean isLearned() {
        return !BACKOFF.equals(pollSchedule);
    }

    /**
     * Changes it for images that are submitted from now on, and saves.
     *
     * @param pollSchedule blank for the default
     * @throws InvalidParameterException if it is another value; nothing is changed then
     */
    @DataBoundSetter
    public void setPollSchedule(@CheckForNull String pollSchedule) {
        POLL_SCHEDULE.read(pollSchedule);
        this.pollSchedule = Util.fixEmptyAndTrim(pollSchedule);
        save();
    }

    @POST
    public ListBoxModel doFillPollScheduleItems() {
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.FluxGenerateConfiguration_pollSchedule_learned(), LEARNED),
                new ListBoxModel.Option(Messages.FluxGenerateConfiguration_pollSchedule_backoff(), BACKOFF));
    }

    /** If the last endpoint was removed, the form does not contain endpoints at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<FluxEndpoint> submitted =
                form.has("endpoints") ? request.bindJSONToList(FluxEndpoint.class, form.get("endpoints")) : null;
        String schedule = form.optString(POLL_SCHEDULE.name());
        try {
            POLL_SCHEDULE.read(schedule);
            setEndpoints(submitted);
            setPollSchedule(schedule);
        } catch (InvalidParameterException refused) {
            // Becomes a page that says what to correct; other exceptions would become a stack trace.
            throw new FormException(refused.getMessage(), refused, "endpoints");
        }
        return true;
    }

    /**
     * Finds an endpoint.
     *
     * @param name its name; null for the default
     * @throws InvalidParameterException if there is none of that name; the message lists those that exist
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
                .orElseThrow(() -> StepRules.ENDPOINT.refusal(
                        name,
                        StepRules.ENDPOINT.rule() + ": "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(FluxEndpoint::getName)
                                                .toList())));
    }
}
