package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a generation takes place.
 *
 * @param run the build
 * @param listener its console
 * @param workspace its workspace; empty outside {@code node}
 */
record BuildContext(Run<?, ?> run, TaskListener listener, Optional<Workspace> workspace) {

    BuildContext {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(listener, "listener");
    }

    static BuildContext of(Run<?, ?> run, TaskListener listener, @CheckForNull FilePath workspace) {
        return new BuildContext(run, listener, Optional.ofNullable(workspace).map(Workspace::of));
    }
}
