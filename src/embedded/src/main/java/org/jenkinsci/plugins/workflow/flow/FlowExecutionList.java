package org.jenkinsci.plugins.workflow.flow;

import hudson.ExtensionList;

/** The running Pipelines. */
public class FlowExecutionList {

    public static FlowExecutionList get() {
        return ExtensionList.lookupSingleton(FlowExecutionList.class);
    }

    /** Whether all Pipelines that were running when Jenkins stopped have been loaded. */
    public boolean isResumptionComplete() {
        throw new UnsupportedOperationException("FlowExecutionList.isResumptionComplete: the host resumes Pipelines");
    }
}
