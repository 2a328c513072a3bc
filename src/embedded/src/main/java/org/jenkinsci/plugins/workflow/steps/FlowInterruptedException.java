package org.jenkinsci.plugins.workflow.steps;

import hudson.AbortException;
import hudson.Functions;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;

/** A Pipeline or a part of it was stopped. */
public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    @SuppressWarnings("serial") // a list of serializable causes
    private final List<CauseOfInterruption> causes;

    private boolean actualInterruption;

    public FlowInterruptedException(Result result, boolean actualInterruption, CauseOfInterruption... causes) {
        this.result = result;
        this.causes = new ArrayList<>(List.of(causes));
        this.actualInterruption = actualInterruption;
    }

    public Result getResult() {
        return result;
    }

    public List<CauseOfInterruption> getCauses() {
        return causes;
    }

    public boolean isActualInterruption() {
        return actualInterruption;
    }

    public void setActualInterruption(boolean actualInterruption) {
        this.actualInterruption = actualInterruption;
    }

    @Override
    public String getMessage() {
        return causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining(", "));
    }

    /** Records the causes in the build, and prints those that are new. */
    public void handle(Run<?, ?> run, TaskListener listener) {
        Set<CauseOfInterruption> fresh = new LinkedHashSet<>(causes);
        for (InterruptedBuildAction known : run.getActions(InterruptedBuildAction.class)) {
            fresh.removeAll(known.getCauses());
        }
        if (!fresh.isEmpty()) {
            run.addAction(new InterruptedBuildAction(fresh));
            fresh.forEach(cause -> cause.print(listener));
        }
        print(getCause(), run, listener);
        for (Throwable suppressed : getSuppressed()) {
            print(suppressed, run, listener);
        }
    }

    private static void print(Throwable throwable, Run<?, ?> run, TaskListener listener) {
        if (throwable instanceof AbortException) {
            listener.getLogger().println(throwable.getMessage());
        } else if (throwable instanceof FlowInterruptedException interruption) {
            interruption.handle(run, listener);
        } else if (throwable != null) {
            Functions.printStackTrace(throwable, listener.getLogger());
        }
    }
}
