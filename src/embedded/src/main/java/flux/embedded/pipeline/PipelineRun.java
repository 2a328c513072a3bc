package flux.embedded.pipeline;

import flux.embedded.SlowCall;
import flux.embedded.console.BuildConsole;
import hudson.AbortException;
import hudson.Functions;
import hudson.model.Cause;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A build of a Pipeline. */
public final class PipelineRun extends Run<PipelineJob, PipelineRun> {
    private static final Logger LOGGER = Logger.getLogger(PipelineRun.class.getName());

    private transient volatile Program program;
    private transient volatile BuildConsole console;
    /** What the flow is to end as; until then only the script itself changes the build's result. */
    private transient volatile Result flowResult = Result.SUCCESS;

    /** A new build. */
    public PipelineRun(PipelineJob job) throws IOException {
        super(job);
    }

    /** A build that ended before. */
    public PipelineRun(PipelineJob job, File directory) throws IOException {
        super(job, directory);
    }

    /** Runs a script; returns at once and tells when the build is over. */
    public void start(String script, BuildConsole out, PipelineHost host, Runnable whenOver) throws IOException {
        console = out;
        onStartBuilding();
        TaskListener listener = out.listener(null);
        for (Cause cause : getCauses()) {
            cause.print(listener);
        }
        RunListener.fireStarted(this, listener);
        save();
        program = new Program(this, out, host);
        program.start(script, outcome -> {
            try {
                finish(outcome, listener);
            } finally {
                whenOver.run();
            }
        });
    }

    private void finish(Outcome outcome, TaskListener listener) {
        Throwable failure = outcome.failure();
        worsen(resultOf(failure));
        setResult(flowResult);
        if (failure instanceof AbortException) {
            listener.error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.handle(this, listener);
        } else if (failure != null) {
            Functions.printStackTrace(failure, listener.getLogger());
        }
        duration = Math.max(0, System.currentTimeMillis() - getStartTimeInMillis());
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

    /** What a step says through its context, or an interruption: it counts when the flow ends. */
    synchronized void worsen(Result result) {
        flowResult = flowResult.combine(result);
    }

    private static Result resultOf(Throwable failure) {
        if (failure == null) {
            return Result.SUCCESS;
        }
        return failure instanceof FlowInterruptedException interruption ? interruption.getResult() : Result.FAILURE;
    }

    /** Stops the build as the stop button does. */
    public void interrupt(Result interruptedResult, CauseOfInterruption... causes) {
        worsen(interruptedResult);
        if (causes.length > 0) {
            addAction(new InterruptedBuildAction(List.of(causes)));
            TaskListener listener = console.listener(null);
            for (CauseOfInterruption cause : causes) {
                cause.print(listener);
            }
        }
        program.interrupt(new FlowInterruptedException(interruptedResult, true, causes));
    }

    /** Ends steps by force that did not react to {@link #interrupt}. */
    public void terminate() {
        program.terminate();
    }

    /** The calls that kept the VM thread too long. */
    public List<SlowCall> slowCalls() {
        return program.vm().slowCalls();
    }

    Map<String, Object> parameterValues() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParametersAction action : getActions(ParametersAction.class)) {
            for (ParameterValue parameter : action.getParameters()) {
                values.put(parameter.getName(), parameter.getValue());
            }
        }
        return values;
    }
}
