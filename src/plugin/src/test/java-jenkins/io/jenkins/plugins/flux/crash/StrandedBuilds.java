package io.jenkins.plugins.flux.crash;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.HashSet;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Finds, in the process of a {@link RealHost}, Pipelines that never end although no step of this plugin is in progress
 * in them. {@link LostPipelineTest} shows where Jenkins does that to Pipelines without this plugin.
 *
 * @param names names of the projects to inspect
 */
record StrandedBuilds(List<String> names) implements RealJenkinsExtension.Step2<HashSet<String>> {

    private static final String PLUGIN = "io.jenkins.plugins.flux.";

    @Override
    public HashSet<String> run(JenkinsRule jenkins) throws Throwable {
        HashSet<String> stranded = new HashSet<>();
        for (String name : names) {
            WorkflowJob job = jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
            WorkflowRun run = job == null ? null : job.getBuildByNumber(1);
            if (run != null && !hasStepOfPlugin(run.getExecution())) {
                stranded.add(name);
            }
        }
        return stranded;
    }

    /** @param execution null for a Pipeline that was stored before it got one, and never has a result */
    private static boolean hasStepOfPlugin(@CheckForNull FlowExecution execution) throws Exception {
        return execution != null
                && execution.getCurrentExecutions(false).get().stream()
                        .anyMatch(step -> step.getClass().getName().startsWith(PLUGIN));
    }
}
