package flux.embedded;

import flux.embedded.host.AgentNode;
import hudson.FilePath;
import java.nio.file.Path;

/** An agent that can disconnect and reconnect. Tests give its workspaces to steps; {@code node} does not know it. */
public final class EmbeddedAgent {
    private final AgentNode node;

    EmbeddedAgent(AgentNode node) {
        this.node = node;
    }

    /** Loses its channel: everything that uses it becomes useless. */
    public void disconnect() {
        node.disconnect();
    }

    /** Reconnects with another channel. */
    public void connect() {
        node.connect();
    }

    /** A directory on the agent, with its current channel. */
    public FilePath directory(String path) {
        return node.getRootPath().child(path);
    }

    /** Its files, on this machine. */
    public Path root() {
        return Path.of(node.getRootPath().getRemote());
    }
}
