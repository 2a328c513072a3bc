package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.journal.JournaledRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a build wants generated, how far that has come, and what a restart must know of it beside the plan.
 *
 * @param endpoint as it is configured now
 * @param credentialsId null when neither the step nor the endpoint names one
 * @param archive whether the images become artifacts
 */
record GenerationOrder(
        PlanHistory history,
        FluxEndpoint endpoint,
        @CheckForNull String credentialsId,
        boolean archive) {

    private static final String BUILD = "build";
    private static final String ENDPOINT = "endpoint";
    private static final String CREDENTIALS_ID = "credentialsId";
    private static final String ARCHIVE = "archive";
    private static final String JOURNAL = "journal";

    /**
     * What an interrupted run has left, with the endpoint as it is configured now.
     *
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException when there is no such endpoint any more
     */
    static GenerationOrder of(JournaledRun interrupted) {
        Map<String, String> labels = interrupted.labels();
        FluxEndpoint endpoint = FluxGenerateConfiguration.get().endpoint(labels.get(ENDPOINT));
        String named = labels.get(CREDENTIALS_ID);
        return new GenerationOrder(
                interrupted.history().at(endpoint.getName(), endpoint.toQueueEndpoint(), endpoint.getMaxConcurrent()),
                endpoint,
                named == null ? endpoint.getCredentialsId() : named,
                Boolean.parseBoolean(labels.get(ARCHIVE)));
    }

    /** The id of the build that an interrupted run belongs to. */
    static String buildOf(JournaledRun interrupted) {
        return interrupted.labels().get(BUILD);
    }

    /** Where the journal of an interrupted run was begun; empty in those of earlier releases. */
    static Optional<Path> begunAt(JournaledRun interrupted) {
        return Optional.ofNullable(interrupted.labels().get(JOURNAL)).map(Path::of);
    }

    /**
     * What the journal remembers beside the plan: names, no secrets.
     *
     * @param named the credential that the step itself names
     */
    static Map<String, String> labels(
            BuildContext context,
            BuildJournal journal,
            FluxEndpoint endpoint,
            @CheckForNull String named,
            boolean archive) {
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
