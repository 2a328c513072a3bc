package hudson.security;

import java.util.function.BiFunction;
import jenkins.model.Jenkins;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Who may do what with an object. */
public abstract class ACL {
    public static final String ANONYMOUS_USERNAME = "anonymous";
    public static final String SYSTEM_USERNAME = "SYSTEM";
    public static final Authentication SYSTEM2 = new UsernamePasswordAuthenticationToken(SYSTEM_USERNAME, "SYSTEM");

    public final void checkPermission(Permission permission) {
        checkAnyPermission(permission);
    }

    public final void checkAnyPermission(Permission... permissions) {
        if (permissions.length == 0) {
            throw new IllegalArgumentException("At least one permission must be provided");
        }
        if (!hasAnyPermission(permissions)) {
            throw new AccessDeniedException3(Jenkins.getAuthentication2(), permissions[0]);
        }
    }

    public final boolean hasPermission(Permission permission) {
        Authentication authentication = Jenkins.getAuthentication2();
        return authentication.equals(SYSTEM2) || hasPermission2(authentication, permission);
    }

    public final boolean hasAnyPermission(Permission... permissions) {
        for (Permission permission : permissions) {
            if (hasPermission(permission)) {
                return true;
            }
        }
        return false;
    }

    public abstract boolean hasPermission2(Authentication authentication, Permission permission);

    public static ACL lambda2(BiFunction<Authentication, Permission, Boolean> rule) {
        return new ACL() {
            @Override
            public boolean hasPermission2(Authentication authentication, Permission permission) {
                return authentication.equals(SYSTEM2) || rule.apply(authentication, permission);
            }
        };
    }

    /** Acts as another user until the context is closed. */
    public static ACLContext as2(Authentication authentication) {
        ACLContext context = new ACLContext(SecurityContextHolder.getContext());
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
        return context;
    }
}
