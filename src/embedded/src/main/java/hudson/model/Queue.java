package hudson.model;

import hudson.model.queue.SubTask;
import hudson.security.ACL;
import jenkins.model.FullyNamedModelObject;
import org.springframework.security.core.Authentication;

/** Only the names that items implement; builds start at once here. */
public class Queue {
    Queue() {}

    /** Something that can be queued. */
    public interface Task extends FullyNamedModelObject, SubTask {
        String getName();

        @Override
        String getUrl();

        default Authentication getDefaultAuthentication2() {
            return ACL.SYSTEM2;
        }
    }

    /** Something that an executor runs. */
    public interface Executable extends Runnable {
        SubTask getParent();

        @Override
        void run();
    }
}
