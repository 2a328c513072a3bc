package flux.embedded.sample;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import jenkins.tasks.SimpleBuildStep;
import jenkins.util.BuildListenerAdapter;
import org.kohsuke.stapler.DataBoundConstructor;

/** A build step that does what its argument says: succeed, fail, break, wait, worsen. */
public final class SampleBuilder extends Builder implements SimpleBuildStep {
    private final String what;

    @DataBoundConstructor
    public SampleBuilder(String what) {
        this.what = what;
    }

    public String getWhat() {
        return what;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        listener.getLogger().println(what + " with " + env.get("COLOUR"));
        workspace.child("out/" + what + ".txt").write(what, "UTF-8");
        run.pickArtifactManager()
                .archive(
                        workspace,
                        launcher,
                        BuildListenerAdapter.wrap(listener),
                        Map.of("kept/" + what + ".txt", "out/" + what + ".txt"));
        run.addAction(new SampleAction(what));
        switch (what) {
            case "fail" -> throw new AbortException("told to fail");
            case "break" -> throw new IllegalStateException("told to break");
            case "wait" -> {
                listener.getLogger().println("waiting");
                new CountDownLatch(1).await();
            }
            case "worsen" -> run.setResult(Result.UNSTABLE);
            default -> listener.getLogger().println("done");
        }
    }

    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return "Sample";
        }

        @Override
        @SuppressWarnings("rawtypes") // The signature is Jenkins'.
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}
