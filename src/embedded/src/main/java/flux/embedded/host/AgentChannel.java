package flux.embedded.host;

import hudson.remoting.VirtualChannel;
import java.io.IOException;

/** The connection to an agent, until it is lost; the agent reconnects with a new one. */
public final class AgentChannel implements VirtualChannel {
    private final String agent;
    private volatile boolean lost;

    AgentChannel(String agent) {
        this.agent = agent;
    }

    void lose() {
        lost = true;
    }

    /** Fails if the connection is lost. */
    public void check() throws IOException {
        if (lost) {
            throw new IOException("The channel to " + agent + " is closed");
        }
    }
}
