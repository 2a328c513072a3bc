package flux.embedded.host;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * Keeps the credentials of this host in {@code credentials.xml}, with encrypted secrets: those of Jenkins itself, of
 * folders and of users. All are in the global domain, which matches every requirement.
 */
@SuppressWarnings("rawtypes")
public final class CredentialsVault extends CredentialsProvider {
    private static final Logger LOGGER = Logger.getLogger(CredentialsVault.class.getName());

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final XmlFile file;

    /** Loads the credentials in a home; those that cannot be read are reported and skipped. */
    @SuppressWarnings("unchecked") // No other list is stored there.
    public CredentialsVault(File home) {
        file = new XmlFile(new File(home, "credentials.xml"));
        if (file.exists()) {
            try {
                entries.addAll((List<Entry>) file.read());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "could not read the credentials", e);
            }
        }
    }

    /** Adds credentials, or replaces those with the same id and owner. The owner of the root is {@code ""}. */
    public synchronized void put(Kind kind, String owner, IdCredentials credentials) {
        entries.removeIf(entry -> entry.is(kind, owner, credentials.getId()));
        entries.add(new Entry(kind, owner, credentials));
        store();
    }

    private void store() {
        try {
            file.write(new ArrayList<>(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        List<C> found = new ArrayList<>();
        if (!authentication.equals(ACL.SYSTEM2)) {
            collect(type, Kind.USER, authentication.getName(), true, found);
            return found;
        }
        ItemGroup group = itemGroup;
        while (group instanceof Item folder) {
            collect(type, Kind.FOLDER, folder.getFullName(), true, found);
            group = folder.getParent();
        }
        collect(type, Kind.FOLDER, "", itemGroup == Jenkins.get(), found);
        return found;
    }

    /** Credentials of system scope are not for jobs. */
    @Override
    public <C extends Credentials> List<C> getCredentialsInItem(
            Class<C> type, Item item, Authentication authentication, List<DomainRequirement> domainRequirements) {
        List<C> found =
                new ArrayList<>(getCredentialsInItemGroup(type, item.getParent(), authentication, domainRequirements));
        found.removeIf(credentials -> credentials.getScope() == CredentialsScope.SYSTEM);
        return found;
    }

    private <C extends Credentials> void collect(
            Class<C> type, Kind kind, String owner, boolean withSystemScope, List<C> found) {
        for (Entry entry : entries) {
            boolean visible = withSystemScope || entry.credentials.getScope() != CredentialsScope.SYSTEM;
            if (visible && entry.kind == kind && entry.owner.equals(owner) && type.isInstance(entry.credentials)) {
                found.add(type.cast(entry.credentials));
            }
        }
    }

    /** The owner of credentials. */
    public enum Kind {
        /** A folder, or Jenkins itself. */
        FOLDER,
        /** A user. */
        USER
    }

    /** Not a record: XStream cannot create those. */
    private static final class Entry {
        private final Kind kind;
        private final String owner;
        private final IdCredentials credentials;

        Entry(Kind kind, String owner, IdCredentials credentials) {
            this.kind = kind;
            this.owner = owner;
            this.credentials = credentials;
        }

        boolean is(Kind otherKind, String otherOwner, String id) {
            return kind == otherKind
                    && owner.equals(otherOwner)
                    && credentials.getId().equals(id);
        }
    }
}
