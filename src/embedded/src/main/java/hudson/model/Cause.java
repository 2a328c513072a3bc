package hudson.model;

import java.util.Objects;

/** Why a build started. */
public abstract class Cause {
    public abstract String getShortDescription();

    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
    }

    /** Started by a person. */
    public static class UserIdCause extends Cause {
        private final String userId;

        public UserIdCause(String userId) {
            this.userId = userId;
        }

        public String getUserId() {
            return userId;
        }

        public String getUserName() {
            return userId == null ? "anonymous" : userId;
        }

        @Override
        public String getShortDescription() {
            return "Started by user " + getUserName();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof UserIdCause cause && Objects.equals(userId, cause.userId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(userId);
        }
    }
}
