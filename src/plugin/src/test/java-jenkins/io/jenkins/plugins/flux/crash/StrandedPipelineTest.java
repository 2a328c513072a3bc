package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.cps.CpsThreadGroup;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A Pipeline without a step of this plugin, whose Jenkins is killed when the last branch of {@code parallel} has ended and
 * {@code parallel} itself has not, never ends: its program is stored without the branch, and what would go on with
 * {@code parallel} is only in memory. {@link RealCrashTest} therefore tells such Pipelines from those that hang in a step of
 * the plugin. When this test fails, Jenkins has mended it, and {@link StrandedBuilds} can go.
 */
class StrandedPipelineTest {

    private static final CodePlace END_OF_PARALLEL = new CodePlace(
            "org.jenkinsci.plugins.workflow.cps.CpsStepContext$2",
            "onSuccess(Lorg/jenkinsci/plugins/workflow/cps/CpsThreadGroup;)V",
            false,
            "");

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @Test
    void jenkinsDoesNotGoOnWithAParallelWhoseBranchesHadJustEnded() throws Throwable {
        try (Debugger debugger = Debugger.listen()) {
            jenkins.javaOptions(debugger.javaOption());
            FutureTask<Boolean> arrival = inBackground(() -> debugger.accept().comesTo(END_OF_PARALLEL, false));
            jenkins.startJenkins();
            jenkins.runRemotely(StrandedPipelineTest::begin);
            assertThat(arrival.get()).isTrue();
            jenkins.getProcess().destroyForcibly().waitFor();
            // It has to know as well.
            jenkins.stopJenkinsForcibly();

            inBackground(() -> {
                debugger.accept().release();
                return true;
            });
            jenkins.startJenkins();
            jenkins.runRemotely(StrandedPipelineTest::isStranded);
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void begin(JenkinsRule jenkins) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition("parallel(a: { echo 'a' }, b: { echo 'b' })\necho 'behind it'", true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void isStranded(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
        jenkins.waitForMessage("Ready to run", run);
        CpsFlowExecution execution = (CpsFlowExecution) run.getExecution();
        CpsThreadGroup program = execution.programPromise.get();
        // Each runs whatever can run.
        for (int chunk = 0; chunk < 10; chunk++) {
            program.scheduleRun().get();
        }

        assertThat(run.isBuilding()).isTrue();
        assertThat(JenkinsRule.getLog(run)).doesNotContain("behind it");
        assertThat(execution.getCurrentExecutions(false).get())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("ParallelStepExecution");
    }
}
