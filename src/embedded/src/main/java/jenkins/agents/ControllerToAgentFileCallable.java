package jenkins.agents;

import hudson.FilePath.FileCallable;

/** Code that the controller may run on an agent. */
public interface ControllerToAgentFileCallable<T> extends FileCallable<T> {}
