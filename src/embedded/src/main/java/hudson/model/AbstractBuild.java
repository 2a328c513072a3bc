package hudson.model;

import hudson.EnvVars;
import hudson.FilePath;
import java.io.File;
import java.io.IOException;

/** A build with one workspace. */
public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    private transient volatile FilePath workspace;

    protected AbstractBuild(P project) throws IOException {
        super(project);
    }

    protected AbstractBuild(P project, File buildDirectory) throws IOException {
        super(project, buildDirectory);
    }

    /** Null until the build stands on a node. */
    public final FilePath getWorkspace() {
        return workspace;
    }

    protected void setWorkspace(FilePath workspace) {
        this.workspace = workspace;
    }

    @Override
    public EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException {
        EnvVars variables = super.getEnvironment(listener);
        if (workspace != null) {
            variables.put("WORKSPACE", workspace.getRemote());
        }
        return variables;
    }
}
