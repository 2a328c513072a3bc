package io.jenkins.plugins.flux;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.queue.ApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Cancels the jobs of builds that were deleted while Jenkins was down; there is no place any more to keep an image in. */
final class GenerationsOfGoneBuilds {

    private static final Logger LOGGER = Logger.getLogger(GenerationsOfGoneBuilds.class.getName());

    private GenerationsOfGoneBuilds() {}

    /**
     * Begins to; what becomes of each image is in the log. Blocks for a moment.
     *
     * @param file the journal, which has outlived its build
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException when the endpoint is not configured any more
     */
    static void discard(String id, JournaledRun interrupted, Path file) throws IOException {
        FluxRuntime runtime = FluxRuntime.get();
        GenerationOrder order = GenerationOrder.of(interrupted);
        FileJournal journal = FileJournal.append(file, runtime.journalThreads());
        GenerationRun run = runtime.generator()
                .discard(
                        order.history(),
                        () -> key(order, GenerationOrder.buildOf(interrupted)),
                        new ConsoleProgress(new LogTaskListener(LOGGER, Level.WARNING)),
                        journal);
        run.settled().thenRunAsync(() -> runtime.activeJournals().remove(id), runtime.buildThreads());
    }

    /** As the build would have found it, as far as its job is still there. */
    private static ApiKey key(GenerationOrder order, String build) throws KeyUnavailableException {
        String credentialsId = order.credentialsId();
        if (credentialsId == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notGiven());
        }
        Item job = Jenkins.get().getItemByFullName(build.substring(0, build.lastIndexOf('#')), Item.class);
        StringCredentials secretText = CredentialsProvider.findCredentialByIdInItem(
                credentialsId,
                StringCredentials.class,
                job,
                ACL.SYSTEM2,
                URIRequirementBuilder.fromUri(order.endpoint().getBaseUrl()).build());
        if (secretText == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notFound(credentialsId));
        }
        return ApiKey.of(secretText.getSecret().getPlainText());
    }
}
