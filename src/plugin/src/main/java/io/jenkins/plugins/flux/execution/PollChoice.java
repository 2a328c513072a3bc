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
     * Whether jobs that are submitted from now on are polled when they are likely to be ready, as learned from others.
     * If not, they are polled at growing intervals. Called from any thread; does not block.
     */
    boolean isLearned();
}
