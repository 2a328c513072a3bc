package io.jenkins.plugins.flux;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.KeySource;
import io.jenkins.plugins.flux.generation.KeyUnavailableException;
import io.jenkins.plugins.flux.queue.ApiKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Looks the key up among the credentials that a build may use, afresh at each call; the secret is kept nowhere. */
final class CredentialsKeySource implements KeySource {

    private final Run<?, ?> run;
    private final String credentialsId;
    private final List<DomainRequirement> requirements;
    private final AtomicBoolean tracked = new AtomicBoolean();

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

    private String whyNotFound() {
        StandardCredentials other =
                CredentialsProvider.findCredentialById(credentialsId, StandardCredentials.class, run, requirements);
        return other == null
                ? Messages.CredentialsKeySource_notFound(credentialsId)
                : Messages.CredentialsKeySource_wrongType(
                        credentialsId, other.getDescriptor().getDisplayName());
    }
}
