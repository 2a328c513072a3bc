package hudson.security;

import jenkins.util.NonLocalizable;
import org.jvnet.localizer.Localizable;

/** What a user may be allowed to do. */
public final class Permission {
    public static final PermissionGroup HUDSON_PERMISSIONS =
            new PermissionGroup(jenkins.model.Jenkins.class, new NonLocalizable("Overall"));
    public static final Permission HUDSON_ADMINISTER = new Permission(HUDSON_PERMISSIONS, "Administer", null, null);
    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, new NonLocalizable("N/A"));
    public static final Permission READ = new Permission(GROUP, "GenericRead", null, HUDSON_ADMINISTER);
    public static final Permission WRITE = new Permission(GROUP, "GenericWrite", null, HUDSON_ADMINISTER);
    public static final Permission CREATE = new Permission(GROUP, "GenericCreate", null, WRITE);
    public static final Permission UPDATE = new Permission(GROUP, "GenericUpdate", null, WRITE);
    public static final Permission DELETE = new Permission(GROUP, "GenericDelete", null, WRITE);
    public static final Permission CONFIGURE = new Permission(GROUP, "GenericConfigure", null, UPDATE);

    public final Class<?> owner;
    public final PermissionGroup group;
    public final String name;
    public final Permission impliedBy;

    public Permission(PermissionGroup group, String name, Localizable description, Permission impliedBy) {
        this(group, name, description, impliedBy, true);
    }

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, boolean enable) {
        this.group = group;
        this.owner = group.owner;
        this.name = name;
        this.impliedBy = impliedBy;
    }

    public String getId() {
        return owner.getName() + '.' + name;
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
