package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.NonNull;
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
import io.jenkins.plugins.flux.execution.BatchExecution;
import io.jenkins.plugins.flux.execution.BatchReport;
import io.jenkins.plugins.flux.execution.BuildPlace;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.plan.StepRules;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The freestyle build step. A freestyle build has an executor anyway, so it simply waits. Pipelines have {@link
 * FluxGenerateStep}; this class has no symbol, so that nobody uses it there by accident.
 */
public final class FluxGenerateBuilder extends Builder implements SimpleBuildStep {

    private static final Logger LOGGER = Logger.getLogger(FluxGenerateBuilder.class.getName());

    /** Longer than the generator takes to cancel. */
    private static final long STOP_SECONDS = 55;

    private final FluxGenerateStep parameters;

    /**
     * @param parameters what to generate, the same as in a Pipeline
     */
    @DataBoundConstructor
    public FluxGenerateBuilder(FluxGenerateStep parameters) {
        this.parameters = parameters == null ? new FluxGenerateStep() : parameters;
    }

    /** What to generate. */
    @NonNull
    public FluxGenerateStep getParameters() {
        return parameters;
    }

    @Override
    public void perform(
            @NonNull Run<?, ?> run,
            @NonNull FilePath workspace,
            @NonNull EnvVars env,
            @NonNull Launcher launcher,
            @NonNull TaskListener listener)
            throws InterruptedException, IOException {
        FluxGenerateStep expanded = new ExpandedParameters(env).of(parameters);
        BatchExecution batch = BatchExecution.start(
                UUID.randomUUID().toString(), expanded, new Surroundings(run, listener, workspace));
        BatchReport report = await(batch);
        if (report.failure().isEmpty()) {
            return;
        }
        if (!StepRules.UNSTABLE.equals(expanded.getOnFailure())) {
            throw new AbortException(report.failure().get());
        }
        listener.getLogger().println(report.failure().get());
        run.setResult(Result.UNSTABLE);
    }

    private record Surroundings(Run<?, ?> run, TaskListener listener, FilePath workspace) implements BuildPlace {}

    private static BatchReport await(BatchExecution batch) throws InterruptedException, IOException {
        try {
            return batch.report().get();
        } catch (InterruptedException aborted) {
            batch.cancel();
            // When Jenkins shuts down, its next start cancels the jobs.
            if (!FluxRuntime.get().isClosed()) {
                awaitCancel(batch);
            }
            throw aborted;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException(failed.getCause());
        }
    }

    /** The console must report the outcome of each job before the build ends. */
    private static void awaitCancel(BatchExecution batch) throws InterruptedException {
        try {
            batch.report().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException ended) {
            LOGGER.log(Level.FINE, "canceled", ended);
        }
    }

    /** Describes the build step. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {

        @Override
        @SuppressWarnings("rawtypes") // The signature is Jenkins'.
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FluxGenerateBuilder_displayName();
        }
    }
}
