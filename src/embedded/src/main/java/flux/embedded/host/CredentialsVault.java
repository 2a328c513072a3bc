package flux.embedded.host;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * Keeps the credentials of this host in memory: those of Jenkins itself, of folders and of people. They are in the global
 * domain, which fits every requirement.
 */
@SuppressWarnings("rawtypes")
public final class CredentialsVault extends CredentialsProvider {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Adds credentials, or replaces those of the same id and owner. The root has the owner {@code ""}. */
    public void put(Kind kind, String owner, IdCredentials credentials) {
        remove(kind, owner, credentials.getId());
        entries.add(new Entry(kind, owner, credentials));
    }

    /** Removes credentials. */
    public void remove(Kind kind, String owner, String id) {
        entries.removeIf(entry -> entry.kind == kind
                && entry.owner.equals(owner)
                && entry.credentials.getId().equals(id));
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

    /** What is in the scope of Jenkins itself is not for its jobs. */
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

    /** Whose credentials they are. */
    public enum Kind {
        /** A folder's, or Jenkins' own. */
        FOLDER,
        /** A person's. */
        USER
    }

    private record Entry(Kind kind, String owner, IdCredentials credentials) {}
}
