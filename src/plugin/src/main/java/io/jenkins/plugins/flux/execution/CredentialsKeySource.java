package io.jenkins.plugins.flux.execution;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.User;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.flux.generation.KeySource;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.http.Authority;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.queue.ApiKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Looks up the key among the credentials that a build may use, afresh at each call; the secret is not kept. */
@Restricted(NoExternalUse.class)
public final class CredentialsKeySource implements KeySource {

    private static final Logger LOGGER = Logger.getLogger(CredentialsKeySource.class.getName());

    private static final String FOUND_ID = "foundCredentialsId";
    private static final String STARTED_BY = "startedBy";

    private final Run<?, ?> run;
    private final String credentialsId;
    private final List<DomainRequirement> requirements;
    private final AtomicBoolean tracked = new AtomicBoolean();

    /** The id of the credential that was found: a parameter may have selected it. */
    private volatile String foundId;

    CredentialsKeySource(Run<?, ?> run, @CheckForNull String credentialsId, String baseUrl) {
        this.run = run;
        this.credentialsId = credentialsId;
        this.requirements = requirements(baseUrl);
    }

    /** Not as this thread, which has no user: it would not see the upstream builds by which a user started this one. */
    @Override
    @SuppressWarnings("try") // The context only has to be closed.
    public ApiKey key() throws KeyUnavailableException {
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            return find();
        }
    }

    private ApiKey find() throws KeyUnavailableException {
        if (credentialsId == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notGiven());
        }
        StringCredentials secretText =
                CredentialsProvider.findCredentialById(credentialsId, StringCredentials.class, run, requirements);
        if (secretText == null) {
            throw new KeyUnavailableException(whyNotFound());
        }
        foundId = secretText.getId();
        // Once is enough for the credential's page to show its usage; findCredentialById does not record it here.
        if (tracked.compareAndSet(false, true)) {
            CredentialsProvider.track(run, secretText);
        }
        return keyIn(secretText);
    }

    private static ApiKey keyIn(StringCredentials secretText) throws KeyUnavailableException {
        try {
            return ApiKey.of(secretText.getSecret().getPlainText());
        } catch (IllegalArgumentException unusable) {
            throw new KeyUnavailableException(
                    Messages.CredentialsKeySource_unusable(secretText.getId(), unusable.getMessage()));
        }
    }

    /**
     * The labels with which {@link #of} finds the key when the build is gone.
     *
     * @param the labels to add them to, after the key was found
     */
    void addTo(Map<String, String> labels) {
        labels.put(FOUND_ID, foundId);
        Cause.UserIdCause started = run.getCause(Cause.UserIdCause.class);
        if (started != null && started.getUserId() != null) {
            labels.put(STARTED_BY, started.getUserId());
        }
    }

    /**
     * The key of a build that is gone, found as the build found it, as far as its job still exists. Blocks.
     *
     * @param credentialsId if the labels, of an earlier release, have none
     * @throws KeyUnavailableException if nobody whose credentials the build could use has the key
     */
    @SuppressWarnings("try") // The context only has to be closed.
    public static ApiKey of(JournaledBatch gone, @CheckForNull String credentialsId, String baseUrl)
            throws KeyUnavailableException {
        String id = gone.labels().getOrDefault(FOUND_ID, credentialsId);
        if (id == null) {
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notGiven());
        }
        // The calling thread has no user, so Jenkins would say that there is no such job.
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            String build = BatchOrder.buildOf(gone.labels());
            Item place = nearest(build.substring(0, build.lastIndexOf('#')));
            for (Authentication owner : owners(place, gone.labels().get(STARTED_BY))) {
                StringCredentials secretText = CredentialsProvider.findCredentialByIdInItem(
                        id, StringCredentials.class, place, owner, requirements(baseUrl));
                // System-scoped credentials are not for builds.
                if (secretText != null && secretText.getScope() != CredentialsScope.SYSTEM) {
                    return keyIn(secretText);
                }
            }
            throw new KeyUnavailableException(Messages.CredentialsKeySource_notFound(id));
        }
    }

    /** The job, or the innermost of its folders that still exists; null if none does. */
    @CheckForNull
    private static Item nearest(String job) {
        Item place = Jenkins.get().getItemByFullName(job, Item.class);
        int slash = job.lastIndexOf('/');
        return place != null || slash < 0 ? place : nearest(job.substring(0, slash));
    }

    /**
     * Whose credentials a build could use: those of its job, of the user it runs as, and of the user who started it.
     */
    private static List<Authentication> owners(@CheckForNull Item place, @CheckForNull String startedBy) {
        List<Authentication> owners = new ArrayList<>(List.of(ACL.SYSTEM2));
        if (place instanceof Queue.Task job) {
            owners.add(Tasks.getAuthenticationOf2(job));
        }
        User person = startedBy == null ? null : User.getById(startedBy, false);
        if (person != null) {
            try {
                owners.add(person.impersonate2());
            } catch (UsernameNotFoundException gone) {
                LOGGER.log(Level.FINE, "Unknown by now", gone);
            }
        }
        return owners;
    }

    private String whyNotFound() {
        StandardCredentials other =
                CredentialsProvider.findCredentialById(credentialsId, StandardCredentials.class, run, requirements);
        return other == null
                ? Messages.CredentialsKeySource_notFound(credentialsId)
                : Messages.CredentialsKeySource_wrongType(
                        credentialsId, other.getDescriptor().getDisplayName());
    }

    /** What credential domains are compared with: scheme, host and port of an endpoint. */
    public static List<DomainRequirement> requirements(@CheckForNull String baseUrl) {
        URIRequirementBuilder requirements = URIRequirementBuilder.fromUri(Util.fixNull(baseUrl));
        try {
            URI address = new URI(Util.fixNull(baseUrl));
            if (address.getHost() == null) {
                // The host has an underscore, which the builder does not recognize.
                Authority.of(address).ifPresent(host -> requirements.withHostnamePort(host.host(), host.port()));
            }
        } catch (URISyntaxException notYetAnAddress) {
            return requirements.build();
        }
        return requirements.build();
    }
}
