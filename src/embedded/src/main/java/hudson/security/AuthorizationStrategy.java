package hudson.security;

import hudson.ExtensionPoint;
import hudson.model.AbstractItem;
import hudson.model.Describable;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;

/** Who may do what. */
public abstract class AuthorizationStrategy implements Describable<AuthorizationStrategy>, ExtensionPoint {
    /** Anyone may do anything. */
    public static final AuthorizationStrategy UNSECURED = new AuthorizationStrategy() {
        private final ACL everything = ACL.lambda2((authentication, permission) -> true);

        @Override
        public ACL getRootACL() {
            return everything;
        }

        @Override
        public Collection<String> getGroups() {
            return List.of();
        }
    };

    public abstract ACL getRootACL();

    public ACL getACL(Job<?, ?> project) {
        return getRootACL();
    }

    public ACL getACL(AbstractItem item) {
        return getRootACL();
    }

    public abstract Collection<String> getGroups();
}
