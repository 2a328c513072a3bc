package hudson.tasks;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;

/** Adapts a {@link SimpleBuildStep} to a freestyle build. */
public abstract class BuildStepCompatibilityLayer implements BuildStep {
    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        if (!(this instanceof SimpleBuildStep step)) {
            throw new AbstractMethodError(getClass().getName() + ".perform");
        }
        FilePath workspace = build.getWorkspace();
        if (workspace != null) {
            step.perform(build, workspace, build.getEnvironment(listener), launcher, listener);
        } else if (step.requiresWorkspace()) {
            throw new AbortException("no workspace for " + build);
        } else {
            step.perform(build, build.getEnvironment(listener), listener);
        }
        return true;
    }
}
