package flux.embedded;

import flux.embedded.host.AgentNode;
import hudson.FilePath;
import java.nio.file.Path;

/** An agent that can go away and come back. Steps are given its workspaces by tests; {@code node} knows none of it. */
public final class EmbeddedAgent {
    private final AgentNode node;

    EmbeddedAgent(AgentNode node) {
        this.node = node;
    }

    /** Loses its channel: whatever was found by it is of no use any more. */
    public void disconnect() {
        node.disconnect();
    }

    /** Comes back by another channel. */
    public void connect() {
        node.connect();
    }

    /** A directory of it, by the channel that it has now. */
    public FilePath directory(String path) {
        return node.getRootPath().child(path);
    }

    /** Its files, as this machine has them. */
    public Path root() {
        return Path.of(node.getRootPath().getRemote());
    }
}
