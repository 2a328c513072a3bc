package flux.embedded.host;

import hudson.remoting.VirtualChannel;
import java.io.IOException;

/** The way to an agent, until it is lost; the agent comes back by another one. */
public final class AgentChannel implements VirtualChannel {
    private final String agent;
    private volatile boolean lost;

    AgentChannel(String agent) {
        this.agent = agent;
    }

    void lose() {
        lost = true;
    }

    /** Fails when there is no way any more. */
    public void check() throws IOException {
        if (lost) {
            throw new IOException("The channel to " + agent + " is closed");
        }
    }
}
