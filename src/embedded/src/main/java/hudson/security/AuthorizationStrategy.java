package hudson.security;

import hudson.ExtensionPoint;
import hudson.model.AbstractItem;
import hudson.model.Describable;
import hudson.model.Job;
import java.util.Collection;

/** Who may do what. */
public abstract class AuthorizationStrategy implements Describable<AuthorizationStrategy>, ExtensionPoint {
    public abstract ACL getRootACL();

    public ACL getACL(Job<?, ?> project) {
        return getRootACL();
    }

    public ACL getACL(AbstractItem item) {
        return getRootACL();
    }

    public abstract Collection<String> getGroups();
}
