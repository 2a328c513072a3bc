package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.flux.execution.BatchExecution;
import io.jenkins.plugins.flux.execution.BatchReport;
import io.jenkins.plugins.flux.execution.BuildPlace;
import io.jenkins.plugins.flux.plan.StepRules;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The Pipeline step {@code fluxGenerate}. Works inside {@code node} and outside; holds no executor and no thread. */
public final class FluxGenerateStep extends FluxGenerateParameters {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(FluxGenerateStep.class.getName());

    @DataBoundConstructor
    public FluxGenerateStep() {
        // All parameters are optional to bind; what is required is checked when the step runs.
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(this, context);
    }

    /** Waits for a {@link BatchExecution}; all its methods return at once. */
    public static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        /**
         * Longer than the generator takes to cancel, less than the 60 seconds after which {@code timeout} stops
         * waiting.
         */
        private static final long STOP_SECONDS = 55;

        /** Names the journal, from which the step resumes after a restart. */
        private final String id = UUID.randomUUID().toString();

        private final boolean unstable;

        /** Null once there is a journal: the program must stay small. */
        private volatile FluxGenerateStep step;

        private transient volatile BatchExecution batch;
        private transient volatile Throwable stopped;

        Execution(FluxGenerateStep step, StepContext context) {
            super(context);
            this.step = step;
            this.unstable = StepRules.UNSTABLE.equals(step.getOnFailure());
        }

        @Override
        public boolean start() {
            batch = watched(BatchExecution.start(id, step, new Surroundings(getContext())));
            return false;
        }

        /** Only schedules: another thread gets the context, and the journal knows the workspace. */
        @Override
        public void onResume() {
            resumed();
        }

        /** An enclosing step may stop this one before Jenkins resumes it: its jobs must be canceled all the same. */
        private synchronized BatchExecution resumed() {
            if (batch == null) {
                batch = watched(BatchExecution.resume(id, step, new Surroundings(getContext())));
            }
            return batch;
        }

        @Override
        public void stop(@NonNull Throwable cause) {
            stopped = cause;
            BatchExecution active = resumed();
            // The answers to the cancels end the step; this only guards against an agent that never answers.
            active.report()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((report, failure) -> getContext().onFailure(cause));
            active.cancel();
        }

        private BatchExecution watched(BatchExecution begun) {
            begun.journaled().thenRun(() -> step = null);
            begun.report().whenComplete((report, failure) -> complete(report, failure, begun.wasAborted()));
            return begun;
        }

        @CheckForNull
        @Override
        public String getStatus() {
            BatchExecution active = batch;
            return active == null ? null : active.status();
        }

        private void complete(@CheckForNull BatchReport report, @CheckForNull Throwable failure, boolean wasAborted) {
            if (stopped != null) {
                getContext().onFailure(stopped);
            } else if (wasAborted) {
                getContext().onFailure(new FlowInterruptedException(Result.ABORTED, true));
            } else if (failure != null) {
                getContext().onFailure(unwrap(failure));
            } else if (report.failure().isEmpty()) {
                getContext().onSuccess(report.images());
            } else if (unstable) {
                markUnstable(report);
            } else {
                getContext().onFailure(new AbortException(report.failure().get()));
            }
        }

        private void markUnstable(BatchReport report) {
            try {
                listener(getContext()).getLogger().println(report.failure().orElseThrow());
                getContext().setResult(Result.UNSTABLE);
                getContext().onSuccess(report.images());
            } catch (InterruptedException stopping) {
                getContext().onFailure(stopping);
            }
        }

        private static Throwable unwrap(Throwable failure) {
            return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        }
    }

    /**
     * The console, or Jenkins' log for a step that ends a second time: when Jenkins was killed before it had stored the
     * program behind the step, the step is resumed, but the graph of the Pipeline says that it has ended, and Jenkins
     * refuses the console.
     */
    private static TaskListener listener(StepContext context) throws InterruptedException {
        try {
            return context.get(TaskListener.class);
        } catch (IOException hasEnded) {
            LOGGER.log(Level.FINE, "No console", hasEnded);
            return new LogTaskListener(LOGGER, Level.INFO);
        }
    }

    /** Where the step stands in its Pipeline. */
    private record Surroundings(StepContext context) implements BuildPlace {

        @Override
        public Run<?, ?> run() throws IOException, InterruptedException {
            return context.get(Run.class);
        }

        @Override
        public TaskListener listener() throws InterruptedException {
            return FluxGenerateStep.listener(context);
        }

        @CheckForNull
        @Override
        public FilePath workspace() throws IOException, InterruptedException {
            return context.get(FilePath.class);
        }
    }

    /** Describes the step; its form is that of all parameters. */
    @Extension
    public static final class DescriptorImpl extends FluxGenerateParametersDescriptor {

        @Override
        public String getFunctionName() {
            return "fluxGenerate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FluxGenerateStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        /**
         * Refuses what would otherwise cause a warning or a stack trace: an image with a misspelled parameter would be
         * paid for at the price of the default.
         */
        @SuppressWarnings("deprecation") // The replacement cannot end a build without a stack trace.
        @Override
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            StepArguments.check(arguments);
            return super.newInstance(arguments);
        }
    }
}
