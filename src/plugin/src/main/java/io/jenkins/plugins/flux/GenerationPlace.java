package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** Where a {@link BuildGeneration} takes place; may block. */
interface GenerationPlace {

    Run<?, ?> run() throws IOException, InterruptedException;

    TaskListener listener() throws IOException, InterruptedException;

    /** Null outside {@code node}. Not asked for after a restart, when its agent may not be back: the journal knows it. */
    @CheckForNull
    FilePath workspace() throws IOException, InterruptedException;
}
