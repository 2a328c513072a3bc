package hudson.model;

import hudson.model.queue.SubTask;
import hudson.security.ACL;
import jenkins.model.FullyNamedModelObject;
import org.springframework.security.core.Authentication;

/** Only interfaces that items implement; builds start at once here. */
public class Queue {
    Queue() {}

    /** A queueable task. */
    public interface Task extends FullyNamedModelObject, SubTask {
        default Authentication getDefaultAuthentication2() {
            return ACL.SYSTEM2;
        }
    }
}
