package hudson.model;

import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;

/** The running state of a {@link Node}. */
public abstract class Computer extends Actionable implements AccessControlled {
    protected String nodeName;

    protected Computer(Node node) {
        nodeName = node.getNodeName();
    }

    /** Empty for the built-in node. */
    public String getName() {
        return nodeName;
    }

    /** The way to it; null while it is not connected. */
    public abstract VirtualChannel getChannel();

    @Override
    public String getDisplayName() {
        return nodeName;
    }

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getRootACL();
    }
}
