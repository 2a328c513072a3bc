package io.jenkins.plugins.flux;

import hudson.model.AbstractItem;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import java.util.Collection;
import java.util.List;

/** One user may do everything, all others nothing. */
public final class OnlyUser extends AuthorizationStrategy {

    private final String name;

    /** @param name null for no user */
    public OnlyUser(String name) {
        this.name = name;
    }

    @Override
    public ACL getRootACL() {
        return ACL.lambda2((who, permission) -> who.getName().equals(name));
    }

    @Override
    public ACL getACL(AbstractItem item) {
        return getRootACL();
    }

    @Override
    public Collection<String> getGroups() {
        return List.of();
    }
}
