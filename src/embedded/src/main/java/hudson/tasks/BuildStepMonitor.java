package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;

/** How a step waits for earlier builds. Here, builds of one job overlap only if a test makes them. */
public enum BuildStepMonitor {
    NONE {
        @Override
        public boolean perform(BuildStep step, AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException, IOException {
            return step.perform(build, launcher, listener);
        }
    };

    public abstract boolean perform(
            BuildStep step, AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException;
}
