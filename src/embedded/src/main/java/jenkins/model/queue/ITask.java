package jenkins.model.queue;

import jenkins.model.FullyNamedModelObject;

/** What the queue knows of a task. */
public interface ITask extends FullyNamedModelObject {}
