package io.jenkins.plugins.flux.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flux.store.Workspace;
import java.util.Objects;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The build and the place in which a batch is carried out.
 *
 * @param run the build
 * @param listener its console
 * @param workspace its workspace; empty outside {@code node}
 */
@Restricted(NoExternalUse.class)
public record BuildContext(Run<?, ?> run, TaskListener listener, Optional<Workspace> workspace) {

    public BuildContext {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(listener, "listener");
    }

    static BuildContext of(Run<?, ?> run, TaskListener listener, @CheckForNull FilePath workspace) {
        return new BuildContext(run, listener, Optional.ofNullable(workspace).map(Workspace::of));
    }
}
