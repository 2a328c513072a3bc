package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import flux.embedded.host.CredentialsOfRun;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.util.NonLocalizable;
import org.springframework.security.core.Authentication;

/** A store of credentials, and lookups over all stores. */
@SuppressWarnings("rawtypes")
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final PermissionGroup GROUP =
            new PermissionGroup(CredentialsProvider.class, new NonLocalizable("Credentials"));
    public static final Permission USE_OWN = new Permission(
            GROUP,
            "UseOwn",
            null,
            Boolean.getBoolean("com.cloudbees.plugins.credentials.UseOwnPermission") ? Jenkins.ADMINISTER : Item.BUILD,
            Boolean.getBoolean("com.cloudbees.plugins.credentials.UseOwnPermission"));
    public static final Permission USE_ITEM = new Permission(
            GROUP,
            "UseItem",
            null,
            Item.CONFIGURE,
            Boolean.getBoolean("com.cloudbees.plugins.credentials.UseItemPermission"));

    @SuppressWarnings("unchecked")
    public CredentialsProvider() {
        super(self());
    }

    @Override
    public Descriptor<CredentialsProvider> getDescriptor() {
        return this;
    }

    public <C extends Credentials> List<C> getCredentialsInItem(
            Class<C> type, Item item, Authentication authentication, List<DomainRequirement> domainRequirements) {
        return getCredentialsInItemGroup(type, item.getParent(), authentication, domainRequirements);
    }

    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        throw new UnsupportedOperationException(getClass().getName() + ".getCredentialsInItemGroup");
    }

    public static ExtensionList<CredentialsProvider> all() {
        return ExtensionList.lookup(CredentialsProvider.class);
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> type, Item item, Authentication authentication, List<DomainRequirement> domainRequirements) {
        if (item == null) {
            return lookupCredentialsInItemGroup(type, Jenkins.get(), authentication, domainRequirements);
        }
        if (item instanceof ItemGroup<?> group) {
            return lookupCredentialsInItemGroup(type, group, authentication, domainRequirements);
        }
        List<C> found = new ArrayList<>();
        for (CredentialsProvider provider : all()) {
            addMissing(
                    found,
                    provider.getCredentialsInItem(type, item, orSystem(authentication), orNone(domainRequirements)));
        }
        return found;
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        ItemGroup group = itemGroup == null ? Jenkins.get() : itemGroup;
        List<C> found = new ArrayList<>();
        for (CredentialsProvider provider : all()) {
            addMissing(
                    found,
                    provider.getCredentialsInItemGroup(
                            type, group, orSystem(authentication), orNone(domainRequirements)));
        }
        return found;
    }

    /** Of several credentials with the same id, that of the first provider and of the nearest context is found. */
    private static <C extends Credentials> void addMissing(List<C> found, List<C> more) {
        Set<String> ids = new HashSet<>();
        found.forEach(known -> ids.add(known instanceof IdCredentials named ? named.getId() : null));
        for (C credentials : more) {
            if (!(credentials instanceof IdCredentials named) || ids.add(named.getId())) {
                found.add(credentials);
            }
        }
    }

    private static Authentication orSystem(Authentication authentication) {
        return authentication == null ? ACL.SYSTEM2 : authentication;
    }

    private static List<DomainRequirement> orNone(List<DomainRequirement> domainRequirements) {
        return domainRequirements == null ? List.of() : domainRequirements;
    }

    public static <C extends IdCredentials> ListBoxModel listCredentialsInItem(
            Class<C> type,
            Item item,
            Authentication authentication,
            List<DomainRequirement> domainRequirements,
            CredentialsMatcher matcher) {
        return list(lookupCredentialsInItem(type, item, authentication, domainRequirements), matcher);
    }

    private static <C extends IdCredentials> ListBoxModel list(List<C> credentials, CredentialsMatcher matcher) {
        ListBoxModel options = new ListBoxModel();
        for (C item : credentials) {
            if (matcher == null || matcher.matches(item)) {
                options.add(CredentialsNameProvider.name(item), item.getId());
            }
        }
        return options;
    }

    public static <C extends IdCredentials> C findCredentialByIdInItem(
            String id,
            Class<C> type,
            Item item,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return CredentialsMatchers.firstOrNull(
                lookupCredentialsInItem(type, item, authentication, domainRequirements),
                CredentialsMatchers.withId(id));
    }

    public static <C extends IdCredentials> C findCredentialByIdInItemGroup(
            String id,
            Class<C> type,
            ItemGroup<?> itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return CredentialsMatchers.firstOrNull(
                lookupCredentialsInItemGroup(type, itemGroup, authentication, domainRequirements),
                CredentialsMatchers.withId(id));
    }

    public static <C extends IdCredentials> C findCredentialById(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> domainRequirements) {
        C found = CredentialsOfRun.find(id, type, run, domainRequirements);
        Credentials contextual = found == null ? null : found.forRun(run);
        return type.isInstance(contextual) ? type.cast(contextual) : found;
    }

    public static <C extends Credentials> C track(Run build, C credentials) {
        if (credentials != null) {
            CredentialsOfRun.recordUse((Run<?, ?>) build, credentials);
        }
        return credentials;
    }
}
