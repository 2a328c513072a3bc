package hudson.model;

import hudson.ExtensionPoint;
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

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getRootACL();
    }
}
