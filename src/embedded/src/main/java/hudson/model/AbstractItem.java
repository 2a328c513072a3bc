package hudson.model;

import hudson.XmlFile;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import jenkins.model.Jenkins;

/** An item with a name, a parent and a configuration file. */
public abstract class AbstractItem extends Actionable implements Item, AccessControlled {
    protected transient String name;

    private final transient ItemGroup<? extends Item> parent;

    protected AbstractItem(ItemGroup<? extends Item> parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        return parent;
    }

    @Override
    public abstract Collection<? extends Job<?, ?>> getAllJobs();

    @Override
    public final String getFullName() {
        String outer = parent.getFullName();
        return outer.isEmpty() ? name : outer + '/' + name;
    }

    @Override
    public final String getFullDisplayName() {
        String outer = parent.getFullDisplayName();
        return outer.isEmpty() ? getDisplayName() : outer + " » " + getDisplayName();
    }

    @Override
    @SuppressWarnings("unchecked")
    public File getRootDir() {
        return ((ItemGroup<Item>) parent).getRootDirFor(this);
    }

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }

    @Override
    public void save() throws IOException {
        getConfigFile().write(this);
    }

    public final XmlFile getConfigFile() {
        return new XmlFile(new File(getRootDir(), "config.xml"));
    }

    @Override
    public String toString() {
        return super.toString() + '[' + getFullName() + ']';
    }
}
