package hudson.security;

import java.util.List;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Logged-in users may do anything; anonymous may read, if allowed, and nothing else. */
public class FullControlOnceLoggedInAuthorizationStrategy extends AuthorizationStrategy {
    private boolean denyAnonymousReadAccess = false;

    public boolean isAllowAnonymousRead() {
        return !denyAnonymousReadAccess;
    }

    public void setAllowAnonymousRead(boolean allowAnonymousRead) {
        denyAnonymousReadAccess = !allowAnonymousRead;
    }

    @Override
    public ACL getRootACL() {
        return ACL.lambda2(this::isAllowed);
    }

    private boolean isAllowed(Authentication who, Permission permission) {
        boolean isLoggedIn = !(who instanceof AnonymousAuthenticationToken);
        return isLoggedIn || (isAllowAnonymousRead() && isRead(permission));
    }

    private static boolean isRead(Permission permission) {
        return permission == Permission.READ || (permission.impliedBy != null && isRead(permission.impliedBy));
    }

    @Override
    public List<String> getGroups() {
        return List.of();
    }
}
