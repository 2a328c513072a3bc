package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where a {@link BatchExecution} takes place; may block. */
@Restricted(NoExternalUse.class)
public interface BuildPlace {

    Run<?, ?> run() throws IOException, InterruptedException;

    TaskListener listener() throws IOException, InterruptedException;

    /**
     * Null outside {@code node}. Not needed after a restart, when its agent may not be back: the journal knows it.
     */
    @CheckForNull
    FilePath workspace() throws IOException, InterruptedException;
}
