package io.jenkins.plugins.flux.execution;

import hudson.ExtensionList;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How jobs are polled; the global configuration is the only implementation. */
@Restricted(NoExternalUse.class)
public interface PollChoice {

    static PollChoice get() {
        return ExtensionList.lookupSingleton(PollChoice.class);
    }

    /**
     * Whether jobs are polled by the learned schedule, when they are likely to be ready, instead of at growing
     * intervals. Applies to jobs that are submitted from now on. Called from any thread; does not block.
     */
    boolean isLearned();
}
