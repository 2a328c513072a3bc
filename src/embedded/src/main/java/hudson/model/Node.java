package hudson.model;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;

/** A machine on which builds run. */
public abstract class Node extends AbstractModelObject implements ExtensionPoint, AccessControlled, Saveable {
    @Override
    public String getDisplayName() {
        return getNodeName();
    }

    /** Empty for the built-in node. */
    public abstract String getNodeName();

    public abstract Launcher createLauncher(TaskListener listener);

    public abstract int getNumExecutors();

    protected abstract Computer createComputer();

    public abstract FilePath getWorkspaceFor(TopLevelItem item);

    public abstract FilePath getRootPath();

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getRootACL();
    }
}
