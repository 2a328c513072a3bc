package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.plan.Endpoint;
import io.jenkins.plugins.flux.plan.Endpoints;
import io.jenkins.plugins.flux.store.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build wants generated, its progress, and what a restart needs beside the plan.
 *
 * @param endpoint as it is configured now
 * @param credentialsId null if neither the step nor the endpoint specifies one
 * @param archive whether the images become artifacts
 */
@Restricted(NoExternalUse.class)
public record BatchOrder(
        BatchHistory history,
        Endpoint endpoint,
        @CheckForNull String credentialsId,
        boolean archive) {

    private static final String BUILD = "build";
    private static final String ENDPOINT = "endpoint";
    private static final String CREDENTIALS_ID = "credentialsId";
    private static final String ARCHIVE = "archive";
    private static final String JOURNAL = "journal";

    /**
     * What an interrupted execution has left, with the endpoint as it is configured now.
     *
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException if the endpoint is no longer configured
     */
    public static BatchOrder of(JournaledBatch interrupted) {
        Map<String, String> labels = interrupted.labels();
        Endpoint endpoint = Endpoints.get().endpoint(labels.get(ENDPOINT));
        return new BatchOrder(
                interrupted.history().at(endpoint.getName(), endpoint.toQueueEndpoint(), endpoint.getMaxConcurrent()),
                endpoint,
                credentialsId(labels.get(CREDENTIALS_ID), endpoint),
                Boolean.parseBoolean(labels.get(ARCHIVE)));
    }

    /** The step's own, or else the endpoint's. */
    @CheckForNull
    static String credentialsId(@CheckForNull String named, Endpoint endpoint) {
        return named == null ? endpoint.getCredentialsId() : named;
    }

    /** The id of the build that an interrupted execution belongs to. */
    public static String buildOf(Map<String, String> labels) {
        return labels.get(BUILD);
    }

    /** Where the journal of an interrupted execution was created; empty in those of earlier releases. */
    public static Optional<Path> begunAt(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(JOURNAL)).map(Path::of);
    }

    /**
     * The labels that the journal has beside the plan: names, no secrets.
     *
     * @param named the credential that the step itself specifies
     */
    static Map<String, String> labels(
            BuildContext context, StepJournal journal, Endpoint endpoint, @CheckForNull String named, boolean archive) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(BUILD, context.run().getExternalizableId());
        labels.put(JOURNAL, journal.file().toString());
        labels.put(ENDPOINT, endpoint.getName());
        if (named != null) {
            labels.put(CREDENTIALS_ID, named);
        }
        labels.put(ARCHIVE, Boolean.toString(archive));
        context.workspace().map(Workspace::labels).ifPresent(labels::putAll);
        return labels;
    }
}
