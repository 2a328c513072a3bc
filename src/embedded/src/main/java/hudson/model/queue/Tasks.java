package hudson.model.queue;

import hudson.model.Queue;
import org.springframework.security.core.Authentication;

/** Answers about tasks. */
public class Tasks {
    /** Without a queue item authenticator, which this host does not have, a task runs as its default. */
    public static Authentication getAuthenticationOf2(Queue.Task task) {
        return task.getDefaultAuthentication2();
    }
}
