package flux.embedded.host;

import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;

/** Tells whether the Pipelines go on that were running when an earlier Jenkins ended. */
public final class ResumedPipelines extends FlowExecutionList {
    private volatile boolean complete;

    @Override
    public boolean isResumptionComplete() {
        return complete;
    }

    /** All have been loaded. */
    public void complete() {
        complete = true;
    }
}
