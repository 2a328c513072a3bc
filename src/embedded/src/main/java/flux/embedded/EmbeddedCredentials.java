package flux.embedded;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import flux.embedded.host.CredentialsVault;
import flux.embedded.host.CredentialsVault.Kind;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** The credentials of an embedded Jenkins. They are stored encrypted in its home, and survive restarts. */
public final class EmbeddedCredentials {
    private final CredentialsVault vault;

    EmbeddedCredentials(CredentialsVault vault) {
        this.vault = vault;
    }

    /** Adds a secret text that all jobs may use. */
    public void addSecretText(String id, String secret) {
        addSecretText(id, CredentialsScope.GLOBAL, secret);
    }

    /** Adds a secret text of Jenkins itself, of any scope. */
    public void addSecretText(String id, CredentialsScope scope, String secret) {
        vault.put(Kind.FOLDER, "", secretText(scope, id, secret));
    }

    /** Adds a secret text that the jobs below a folder may use. */
    public void addFolderSecretText(String folder, String id, String secret) {
        vault.put(Kind.FOLDER, folder, secretText(CredentialsScope.GLOBAL, id, secret));
    }

    /** Adds a secret text of a user. */
    public void addUserSecretText(String user, String id, String secret) {
        vault.put(Kind.USER, user, secretText(CredentialsScope.USER, id, secret));
    }

    /** Adds a user name and password that all jobs may use. */
    public void addUsernamePassword(String id, String username, String password) {
        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, null, username, password));
    }

    /** Adds any other credentials of Jenkins itself. */
    public void add(IdCredentials credentials) {
        vault.put(Kind.FOLDER, "", credentials);
    }

    private static StringCredentialsImpl secretText(CredentialsScope scope, String id, String secret) {
        return new StringCredentialsImpl(scope, id, null, Secret.fromString(secret));
    }
}
