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
        String getName();

        @Override
        String getUrl();

        default Authentication getDefaultAuthentication2() {
            return ACL.SYSTEM2;
        }
    }

    /** What an executor runs. */
    public interface Executable extends Runnable {
        SubTask getParent();

        @Override
        void run();
    }
}
