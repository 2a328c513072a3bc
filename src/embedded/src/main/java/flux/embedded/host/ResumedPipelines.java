package flux.embedded.host;

import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;

/** Whether the Pipelines that were running when an earlier Jenkins ended have been resumed. */
public final class ResumedPipelines extends FlowExecutionList {
    private volatile boolean complete;

    @Override
    public boolean isResumptionComplete() {
        return complete;
    }

    /** Called when all have been loaded. */
    public void complete() {
        complete = true;
    }
}
