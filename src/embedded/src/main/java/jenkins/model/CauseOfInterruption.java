package jenkins.model;

import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Objects;

/** Why something was stopped. */
public abstract class CauseOfInterruption implements Serializable {
    private static final long serialVersionUID = 1L;

    public abstract String getShortDescription();

    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
    }

    /** Stopped by a person. */
    public static final class UserInterruption extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String user;

        public UserInterruption(String userId) {
            user = Objects.requireNonNull(userId);
        }

        @Override
        public String getShortDescription() {
            return "Aborted by " + user;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof UserInterruption interruption && user.equals(interruption.user);
        }

        @Override
        public int hashCode() {
            return user.hashCode();
        }
    }
}
