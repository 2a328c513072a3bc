package flux.embedded.host;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import java.io.File;

/** An agent on this machine: a directory, and a channel that can be lost. */
public final class AgentNode extends Node {
    private final String name;
    private final File root;
    private final Computer computer;
    private volatile AgentChannel channel;

    /** Creates a connected agent. */
    public AgentNode(String name, File root) {
        this.name = name;
        this.root = root;
        computer = new AgentComputer();
        connect();
    }

    public void connect() {
        channel = new AgentChannel(name);
    }

    public void disconnect() {
        channel.lose();
        channel = null;
    }

    Computer computer() {
        return computer;
    }

    @Override
    public String getNodeName() {
        return name;
    }

    public FilePath getRootPath() {
        return new FilePath(channel, root.getPath());
    }

    @Override
    public void save() {
        throw new UnsupportedOperationException("Node.save: this host keeps no agents");
    }

    private final class AgentComputer extends Computer {
        AgentComputer() {
            super(AgentNode.this);
        }

        @Override
        public VirtualChannel getChannel() {
            return channel;
        }
    }
}
