package jenkins;

import jenkins.agents.ControllerToAgentFileCallable;

/** Code that the controller may run on an agent. */
public abstract class MasterToSlaveFileCallable<T> implements ControllerToAgentFileCallable<T> {
    private static final long serialVersionUID = 1L;
}
