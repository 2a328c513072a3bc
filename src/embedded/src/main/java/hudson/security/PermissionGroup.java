package hudson.security;

import java.util.Locale;
import org.jvnet.localizer.Localizable;

/** A group of permissions. */
public final class PermissionGroup {
    public final Class<?> owner;
    private final String id;

    public PermissionGroup(Class<?> owner, Localizable title) {
        this.owner = owner;
        id = title.toString(Locale.ENGLISH);
    }

    public String getId() {
        return id;
    }
}
