package flux.embedded.pipeline;

import hudson.security.ACL;
import hudson.security.ACLContext;
import org.springframework.security.core.Authentication;

/** Runs actions of a Pipeline's threads as a user. */
final class RunAs {
    private RunAs() {}

    @SuppressWarnings("try") // The context only has to be closed.
    static Runnable of(Authentication somebody, Runnable task) {
        return () -> {
            try (ACLContext as = ACL.as2(somebody)) {
                task.run();
            }
        };
    }
}
