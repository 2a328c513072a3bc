package io.jenkins.plugins.flux.recovery;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;

/**
 * Whether Jenkins has loaded the Pipelines that were running when it stopped. It does so after startup, on its own
 * thread. A build that something else loads at that moment may be loaded twice, and then hangs: {@code WorkflowRun} can
 * be found by its id before its constructor has returned.
 */
final class ResumedPipelines {

    private ResumedPipelines() {}

    /** Also true if Pipelines are not installed. */
    static boolean areLoaded() {
        PluginWrapper pipelines = Jenkins.get().getPluginManager().getPlugin("workflow-api");
        return pipelines == null
                || !pipelines.isActive()
                || FlowExecutionList.get().isResumptionComplete();
    }
}
