package hudson.security;

import org.springframework.security.core.Authentication;

/** An object with access control. */
public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) {
        getACL().checkPermission(permission);
    }

    default boolean hasPermission(Permission permission) {
        return getACL().hasPermission(permission);
    }

    default boolean hasPermission2(Authentication authentication, Permission permission) {
        return getACL().hasPermission2(authentication, permission);
    }
}
