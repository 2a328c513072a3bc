package io.jenkins.plugins.flux.store;

import java.io.IOException;

/** The agent of a workspace is disconnected, but may reconnect. */
final class AgentAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    AgentAwayException(String node) {
        super(Messages.AgentAwayException_message(node));
    }
}
