package flux.embedded.pipeline;

import flux.embedded.SlowCall;
import flux.embedded.console.BuildConsole;
import flux.embedded.program.Place;
import flux.embedded.program.ProgramHistory;
import flux.embedded.program.ProgramLog;
import flux.embedded.program.ProgramRecord;
import hudson.AbortException;
import hudson.Functions;
import hudson.XmlFile;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A build of a Pipeline. */
public final class PipelineRun extends Run<PipelineJob, PipelineRun> {
    private static final Logger LOGGER = Logger.getLogger(PipelineRun.class.getName());

    private transient volatile Program program;
    private transient volatile Recorder recorder;
    private transient volatile BuildConsole console;
    /** The result of the loaded build so far. */
    private transient Result resultBefore;
    /** Null before the build has started. */
    private volatile Boolean completed;
    /** The result of the flow at its end; until then, only the script itself changes the result of the build. */
    private transient volatile Result flowResult = Result.SUCCESS;

    /** Creates a build. */
    public PipelineRun(PipelineJob job) throws IOException {
        super(job);
    }

    /** Loads a build of an earlier Jenkins; if it {@link #isBuilding}, it can be {@link #resume}d. */
    public PipelineRun(PipelineJob job, File directory) throws IOException {
        super(job, directory);
        if (!Boolean.TRUE.equals(completed)) {
            onStartBuilding();
        }
    }

    /** Unlike other builds, one without a result may not have ended. */
    @Override
    public void reload() throws IOException {
        removeActions(Action.class);
        new XmlFile(new File(getRootDir(), "build.xml")).unmarshal(this);
        onLoad();
    }

    /** Runs a script; returns at once, and says when the build is over. */
    public void start(String script, BuildConsole out, PipelineHost host, Runnable whenOver) throws IOException {
        console = out;
        onStartBuilding();
        TaskListener listener = out.listener((String) null);
        for (Cause cause : getCauses()) {
            cause.print(listener);
        }
        RunListener.fireStarted(this, listener);
        completed = false;
        save();
        ProgramLog log = ProgramLog.create(getRootDir().toPath(), new ProgramRecord.Started(script, out.length()));
        recorder = new Recorder(log, out, new StoredOutcomes());
        program = new Program(this, out, host, recorder);
        program.start(script, whenEnded(whenOver));
    }

    /** Resumes after a restart of Jenkins; returns at once, and calls back when the build is over. */
    public void resume(BuildConsole out, PipelineHost host, Runnable whenOver) throws IOException {
        console = out;
        Path directory = getRootDir().toPath();
        try {
            ProgramHistory history = ProgramHistory.read(directory);
            List<String> written = out.linesAfter(history.console());
            StoredOutcomes outcomes = new StoredOutcomes();
            recorder = new Recorder(ProgramLog.resume(directory), out, outcomes);
            program = new Program(this, out, host, recorder);
            resuming();
            flowResult = history.worst();
            resultBefore = result;
            result = null;
            program.resume(new Replay(program, history, outcomes, written), whenEnded(whenOver));
        } catch (IOException problem) {
            resuming();
            program = new Program(this, out, host, null);
            program.cannotResume(problem, whenEnded(whenOver));
        }
    }

    private void resuming() {
        console.append(null, "Resuming build at " + new Date() + " after Jenkins restart");
    }

    private Consumer<Outcome> whenEnded(Runnable whenOver) {
        return outcome -> {
            try {
                finish(outcome, program.output().listener(null));
            } finally {
                whenOver.run();
            }
        };
    }

    /** Called when the script is where it was when Jenkins ended; results set by steps are restored, too. */
    void restoreResult() {
        if (resultBefore != null) {
            setResult(resultBefore);
        }
    }

    /** Stores everything, so the build can be {@link #resume}d; until then, it does nothing. */
    public void suspend(Duration patience) throws IOException {
        program.suspend(patience);
        if (!Boolean.TRUE.equals(completed)) {
            save();
            console.close();
        }
    }

    StepCall stepAt(Place place) {
        return program.stepAt(place);
    }

    private void finish(Outcome outcome, TaskListener listener) {
        Throwable failure = outcome.failure();
        restoreResult();
        worsen(resultOf(failure));
        setResult(flowResult);
        if (failure instanceof AbortException) {
            listener.error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.handle(this, listener);
        } else if (failure != null) {
            Functions.printStackTrace(failure, listener.getLogger());
        }
        RunListener.fireCompleted(this, listener);
        listener.getLogger().println("Finished: " + getResult());
        try {
            console.close();
            completed = true;
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Failed to save " + this);
        }
        if (recorder != null) {
            recorder.delete();
        }
        onEndBuilding();
        RunListener.fireFinalized(this);
    }

    /** Applies the result from a step's context or an interruption when the flow ends. */
    synchronized void worsen(Result result) {
        flowResult = flowResult.combine(result);
        if (recorder != null && result.isWorseThan(Result.SUCCESS)) {
            recorder.worsened(result);
        }
    }

    private static Result resultOf(Throwable failure) {
        if (failure == null) {
            return Result.SUCCESS;
        }
        return failure instanceof FlowInterruptedException interruption ? interruption.getResult() : Result.FAILURE;
    }

    /** Stops the build, like the stop button. */
    public void interrupt(Result interruptedResult, CauseOfInterruption... causes) {
        worsen(interruptedResult);
        if (causes.length > 0) {
            addAction(new InterruptedBuildAction(List.of(causes)));
            TaskListener listener = console.listener((String) null);
            for (CauseOfInterruption cause : causes) {
                cause.print(listener);
            }
        }
        program.interrupt(new FlowInterruptedException(interruptedResult, true, causes));
    }

    /** The calls that kept the VM thread too long. */
    public List<SlowCall> slowCalls() {
        return program.vm().slowCalls();
    }
}
