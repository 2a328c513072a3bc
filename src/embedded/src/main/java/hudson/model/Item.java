package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.util.Collection;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.Jenkins;
import jenkins.util.NonLocalizable;

/** A job or a folder. */
public interface Item extends PersistenceRoot, FullyNamedModelObject, AccessControlled {
    PermissionGroup PERMISSIONS = new PermissionGroup(Item.class, new NonLocalizable("Job"));
    Permission CREATE = new Permission(PERMISSIONS, "Create", null, Permission.CREATE);
    Permission DELETE = new Permission(PERMISSIONS, "Delete", null, Permission.DELETE);
    Permission CONFIGURE = new Permission(PERMISSIONS, "Configure", null, Permission.CONFIGURE);
    Permission READ = new Permission(PERMISSIONS, "Read", null, Permission.READ);
    Permission DISCOVER = new Permission(PERMISSIONS, "Discover", null, READ);
    Permission EXTENDED_READ = new Permission(
            PERMISSIONS, "ExtendedRead", null, CONFIGURE, Boolean.getBoolean("hudson.security.ExtendedReadPermission"));
    Permission BUILD = new Permission(PERMISSIONS, "Build", null, Permission.UPDATE);
    Permission WORKSPACE = new Permission(PERMISSIONS, "Workspace", null, Permission.READ);
    Permission CANCEL = new Permission(PERMISSIONS, "Cancel", null, Permission.UPDATE);

    ItemGroup<? extends Item> getParent();

    Collection<? extends Job<?, ?>> getAllJobs();

    String getName();

    String getFullName();

    @Override
    String getDisplayName();

    String getUrl();

    String getShortUrl();

    default String getAbsoluteUrl() {
        String root = Jenkins.get().getRootUrl();
        if (root == null) {
            throw new IllegalStateException("Root URL isn't configured yet. Cannot compute absolute URL.");
        }
        return root + getUrl();
    }
}
