package hudson.model.queue;

import hudson.model.Queue;
import org.springframework.security.core.Authentication;

public class Tasks {
    /** This host has no queue item authenticators, so a task runs as its default. */
    public static Authentication getAuthenticationOf2(Queue.Task task) {
        return task.getDefaultAuthentication2();
    }
}
