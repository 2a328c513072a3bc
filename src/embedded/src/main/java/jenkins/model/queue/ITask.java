package jenkins.model.queue;

import jenkins.model.FullyNamedModelObject;

/** A task, for the queue. */
public interface ITask extends FullyNamedModelObject {
    String getUrl();
}
