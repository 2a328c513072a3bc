package org.jenkinsci.plugins.workflow.flow;

import hudson.ExtensionList;

/** The Pipelines that run. */
public class FlowExecutionList {

    public static FlowExecutionList get() {
        return ExtensionList.lookupSingleton(FlowExecutionList.class);
    }

    /** Whether all have been loaded that were running when Jenkins stopped. */
    public boolean isResumptionComplete() {
        throw new UnsupportedOperationException("FlowExecutionList.isResumptionComplete: the host resumes Pipelines");
    }
}
