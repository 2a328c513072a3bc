package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.util.Collection;
import jenkins.model.FullyNamedModelObject;
import jenkins.util.NonLocalizable;

/** A job or a folder. */
public interface Item extends PersistenceRoot, FullyNamedModelObject, AccessControlled {
    PermissionGroup PERMISSIONS = new PermissionGroup(Item.class, new NonLocalizable("Job"));
    Permission CONFIGURE = new Permission(PERMISSIONS, "Configure", null, Permission.CONFIGURE);
    Permission READ = new Permission(PERMISSIONS, "Read", null, Permission.READ);
    Permission DISCOVER = new Permission(PERMISSIONS, "Discover", null, READ);
    Permission EXTENDED_READ = new Permission(
            PERMISSIONS, "ExtendedRead", null, CONFIGURE, Boolean.getBoolean("hudson.security.ExtendedReadPermission"));
    Permission BUILD = new Permission(PERMISSIONS, "Build", null, Permission.UPDATE);

    ItemGroup<? extends Item> getParent();

    Collection<? extends Job<?, ?>> getAllJobs();

    String getName();

    String getFullName();

    @Override
    String getDisplayName();
}
