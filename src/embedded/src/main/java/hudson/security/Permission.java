package hudson.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.util.NonLocalizable;
import org.jvnet.localizer.Localizable;

/** What a user may be allowed to do. */
public final class Permission {
    private static final List<Permission> ALL = new CopyOnWriteArrayList<>();

    public static final PermissionGroup HUDSON_PERMISSIONS =
            new PermissionGroup(jenkins.model.Jenkins.class, new NonLocalizable("Overall"));
    public static final Permission HUDSON_ADMINISTER = new Permission(HUDSON_PERMISSIONS, "Administer", null, null);
    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, new NonLocalizable("N/A"));
    public static final Permission FULL_CONTROL = new Permission(GROUP, "FullControl", null, HUDSON_ADMINISTER);
    public static final Permission READ = new Permission(GROUP, "GenericRead", null, HUDSON_ADMINISTER);
    public static final Permission WRITE = new Permission(GROUP, "GenericWrite", null, HUDSON_ADMINISTER);
    public static final Permission CREATE = new Permission(GROUP, "GenericCreate", null, WRITE);
    public static final Permission UPDATE = new Permission(GROUP, "GenericUpdate", null, WRITE);
    public static final Permission DELETE = new Permission(GROUP, "GenericDelete", null, WRITE);
    public static final Permission CONFIGURE = new Permission(GROUP, "GenericConfigure", null, UPDATE);

    public final Class<?> owner;
    public final PermissionGroup group;
    public final String name;
    public final Localizable description;
    public final Permission impliedBy;
    public boolean enabled;

    public Permission(PermissionGroup group, String name, Localizable description, Permission impliedBy) {
        this(group, name, description, impliedBy, true);
    }

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, boolean enable) {
        this.group = group;
        this.owner = group.owner;
        this.name = name;
        this.description = description;
        this.impliedBy = impliedBy;
        enabled = enable;
        ALL.add(this);
    }

    public String getId() {
        return owner.getName() + '.' + name;
    }

    public boolean getEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enable) {
        enabled = enable;
    }

    public static List<Permission> getAll() {
        return List.copyOf(ALL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permission permission && getId().equals(permission.getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }

    @Override
    public String toString() {
        return "Permission[" + owner + ',' + name + ']';
    }
}
