package io.jenkins.plugins.flux;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.flux.generation.KeySource;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.queue.ApiKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Looks the key up among the credentials that a build may use, afresh at each call; the secret is kept nowhere. */
final class CredentialsKeySource implements KeySource {

    private static final String FOUND_ID = "foundCredentialsId";
    private static final String STARTED_BY = "startedBy";

    private final Run<?, ?> run;
    private final String credentialsId;
    private final List<DomainRequirement> requirements;
    private final AtomicBoolean tracked = new AtomicBoolean();

    /** Of the credential that the id came to mean in the build: a parameter may have chosen it. */
    private volatile String foundId;

    CredentialsKeySource(Run<?, ?> run, @CheckForNull String credentialsId, String baseUrl) {
        this.run = run;
        this.credentialsId = credentialsId;
        this.requirements = URIRequirementBuilder.fromUri(baseUrl).build();
    }

    @Override
    public ApiKey key() throws KeyUnavailableException {
        if (credentialsId == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notGiven());
        }
        StringCredentials secretText =
                CredentialsProvider.findCredentialById(credentialsId, StringCredentials.class, run, requirements);
        if (secretText == null) {
            throw new KeyUnavailableException(whyNotFound());
        }
        foundId = secretText.getId();
        // Once is enough for the credential's page to show who uses it; findCredentialById does not do it here.
        if (tracked.compareAndSet(false, true)) {
            CredentialsProvider.track(run, secretText);
        }
        try {
            return ApiKey.of(secretText.getSecret().getPlainText());
        } catch (IllegalArgumentException unusable) {
            throw new KeyUnavailableException(
                    Messages.CredentialsKeySource_unusable(credentialsId, unusable.getMessage()));
        }
    }

    /**
     * The names with which {@link #of} finds the key once the build is gone.
     *
     * @param labels to add them to, after the key was found
     */
    void addTo(Map<String, String> labels) {
        labels.put(FOUND_ID, foundId);
        Cause.UserIdCause started = run.getCause(Cause.UserIdCause.class);
        if (started != null && started.getUserId() != null) {
            labels.put(STARTED_BY, started.getUserId());
        }
    }

    /**
     * The key of a build that is gone, as the build has found it, as far as its job is still there. Blocks.
     *
     * @param credentialsId where the labels, of an earlier release, do not name one
     * @throws KeyUnavailableException when nobody who could have lent it the key has it
     */
    @SuppressWarnings("try") // The context only has to be closed.
    static ApiKey of(JournaledRun gone, @CheckForNull String credentialsId, String baseUrl)
            throws KeyUnavailableException {
        String id = gone.labels().getOrDefault(FOUND_ID, credentialsId);
        if (id == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notGiven());
        }
        // Whoever asks has a thread that is nobody's, to whom Jenkins would say that there is no such job.
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            String build = GenerationOrder.buildOf(gone);
            Item job = Jenkins.get().getItemByFullName(build.substring(0, build.lastIndexOf('#')), Item.class);
            List<DomainRequirement> requirements =
                    URIRequirementBuilder.fromUri(baseUrl).build();
            StringCredentials secretText = CredentialsProvider.findCredentialByIdInItem(
                    id, StringCredentials.class, job, ACL.SYSTEM2, requirements);
            String startedBy = gone.labels().get(STARTED_BY);
            User user = startedBy == null ? null : User.getById(startedBy, false);
            if (secretText == null && user != null) {
                secretText = CredentialsProvider.findCredentialByIdInItem(
                        id, StringCredentials.class, job, user.impersonate2(), requirements);
            }
            if (secretText == null) {
                throw new KeyUnavailableException(Messages.CredentialsKeySource_notFound(id));
            }
            return ApiKey.of(secretText.getSecret().getPlainText());
        }
    }

    private String whyNotFound() {
        StandardCredentials other =
                CredentialsProvider.findCredentialById(credentialsId, StandardCredentials.class, run, requirements);
        return other == null
                ? Messages.CredentialsKeySource_notFound(credentialsId)
                : Messages.CredentialsKeySource_wrongType(
                        credentialsId, other.getDescriptor().getDisplayName());
    }
}
