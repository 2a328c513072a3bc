package io.jenkins.plugins.flux.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The workspace of a step, by the name of its node and its path. It is looked up for each use: an agent that reconnects
 * has a different channel, so an earlier {@link FilePath} would be useless.
 */
@Restricted(NoExternalUse.class)
public final class Workspace {

    private static final String NODE = "node";
    private static final String PATH = "workspace";

    /** Empty for the built-in node; null if Jenkins has no computer for the channel. */
    @CheckForNull
    private final String node;

    private final FilePath given;

    private Workspace(@CheckForNull String node, FilePath given) {
        this.node = node;
        this.given = given;
    }

    /** Creates one from a current path. */
    public static Workspace of(FilePath found) {
        Computer computer = found.toComputer();
        return new Workspace(computer == null ? null : computer.getName(), found);
    }

    /** Creates one from the labels in a journal, if they have it. */
    public static Optional<Workspace> of(Map<String, String> labels) {
        String node = labels.get(NODE);
        return node == null
                ? Optional.empty()
                : Optional.of(new Workspace(node, new FilePath(new File(labels.get(PATH)))));
    }

    /** The labels for a journal. */
    public Map<String, String> labels() {
        return node == null ? Map.of() : Map.of(NODE, node, PATH, given.getRemote());
    }

    /**
     * Looks up the workspace.
     *
     * @throws AgentAwayException if its agent is not connected
     */
    public FilePath find() throws AgentAwayException {
        String agent = node;
        if (agent == null || agent.isEmpty()) {
            return given;
        }
        VirtualChannel channel = channelOf(agent);
        if (channel == null) {
            throw new AgentAwayException(agent);
        }
        return new FilePath(channel, given.getRemote());
    }

    /** Whether its agent is disconnected. */
    boolean isAway() {
        String agent = node;
        return agent != null && !agent.isEmpty() && channelOf(agent) == null;
    }

    /** The display name of its node. */
    String nodeName() {
        return String.valueOf(node);
    }

    @CheckForNull
    private static VirtualChannel channelOf(String agent) {
        Computer computer = Jenkins.get().getComputer(agent);
        return computer == null ? null : computer.getChannel();
    }

    @Override
    public String toString() {
        return given.getRemote();
    }
}
