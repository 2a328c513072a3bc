package flux.embedded.freestyle;

import flux.embedded.console.BuildConsole;
import flux.embedded.pipeline.Workspaces;
import hudson.AbortException;
import hudson.FilePath;
import hudson.Functions;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Cause;
import hudson.model.Executor;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.Builder;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** A build of a freestyle project, run by the executor thread that calls {@link #execute}. */
public final class FreestyleRun extends FreeStyleBuild {
    private static final Logger LOGGER = Logger.getLogger(FreestyleRun.class.getName());

    /** Creates a build. */
    public FreestyleRun(FreeStyleProject project) throws IOException {
        super(project);
    }

    /**
     * Loads a build of an earlier Jenkins. One that was running when that ended is loaded as aborted, if it was stored
     * at all.
     */
    public FreestyleRun(FreeStyleProject project, File directory) throws IOException {
        super(project, directory);
    }

    /** Runs all steps, as the user as whom the project runs. */
    @SuppressWarnings("try") // The context only has to be closed.
    public void execute(BuildConsole console) {
        BuildListener listener = (BuildListener) console.listener((String) null);
        onStartBuilding();
        try (ACLContext as = ACL.as2(getParent().getDefaultAuthentication2())) {
            perform(listener);
        } finally {
            RunListener.fireCompleted(this, listener);
            listener.getLogger().println("Finished: " + getResult());
            try {
                console.close();
                save();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Failed to save " + this);
            }
            onEndBuilding();
            RunListener.fireFinalized(this);
        }
    }

    private void perform(BuildListener listener) {
        try {
            for (Cause cause : getCauses()) {
                cause.print(listener);
            }
            Authentication authentication = Jenkins.getAuthentication2();
            listener.getLogger()
                    .println(
                            "Running as " + (authentication.equals(ACL.SYSTEM2) ? "SYSTEM" : authentication.getName()));
            RunListener.fireStarted(this, listener);
            setResult(performInWorkspace(listener) ? Result.SUCCESS : Result.FAILURE);
        } catch (AbortException e) {
            result = Result.FAILURE;
            listener.error(e.getMessage());
        } catch (InterruptedException e) {
            result = Executor.currentExecutor().abortResult();
            listener.getLogger().println("Build was aborted");
            Executor.currentExecutor().recordCauseOfInterruption(this, listener);
        } catch (Throwable e) {
            result = Result.FAILURE;
            listener.fatalError(e.getMessage());
            Functions.printStackTrace(e, listener.getLogger());
        }
    }

    private boolean performInWorkspace(BuildListener listener) throws IOException, InterruptedException {
        FilePath workspace = Workspaces.lease(getParent());
        try {
            setWorkspace(workspace);
            workspace.mkdirs();
            listener.getLogger().println("Building in workspace " + workspace);
            Launcher launcher = new Launcher.LocalLauncher(listener);
            for (Builder step : getParent().getBuilders()) {
                if (!performStep(step, launcher, listener)) {
                    return false;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        } finally {
            Workspaces.release(workspace);
        }
    }

    private boolean performStep(Builder step, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        Result before = getResult();
        boolean goOn = false;
        try {
            goOn = step.perform(this, launcher, listener);
        } catch (RuntimeException e) {
            listener.error("Build step failed with exception");
            Functions.printStackTrace(e, listener.getLogger());
        }
        String name = step.getDescriptor().getDisplayName();
        if (getResult() != before) {
            listener.getLogger().println("Build step '" + name + "' changed build result to " + getResult());
        }
        if (!goOn) {
            listener.getLogger().println("Build step '" + name + "' marked build as failure");
        }
        return goOn;
    }
}
