package jenkins.tasks;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStep;
import java.io.IOException;

/** A build step for every kind of build. */
public interface SimpleBuildStep extends BuildStep {
    default void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        if (requiresWorkspace()) {
            throw new AbstractMethodError(getClass().getName() + ".perform with a workspace");
        }
        perform(run, env, listener);
    }

    default void perform(Run<?, ?> run, EnvVars env, TaskListener listener) throws InterruptedException, IOException {
        if (requiresWorkspace()) {
            throw new IllegalStateException("This build step requires a workspace context, but none was provided.");
        }
        throw new AbstractMethodError(getClass().getName() + ".perform without a workspace");
    }

    default boolean requiresWorkspace() {
        return true;
    }
}
