package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.SecuredJenkins;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Pipeline whose Jenkins is killed by SIGKILL at an exact place in the code, and started again. */
final class KilledPipeline {

    private static final String JOB = "job";

    private KilledPipeline() {}

    /**
     * Runs it; blocks until done.
     *
     * @param before runs in the Jenkins that is killed, before the build begins
     * @param place place of the kill; fails if Jenkins never reaches it
     * @param after runs in the Jenkins that is started again
     */
    static void run(
            RealJenkinsExtension jenkins,
            RealJenkinsExtension.Step before,
            String script,
            CodePlace place,
            RealJenkinsExtension.Step after)
            throws Throwable {
        try (Debugger debugger = Debugger.listen()) {
            jenkins.javaOptions(debugger.javaOption());
            FutureTask<Boolean> arrival = inBackground(() -> debugger.accept().comesTo(place, false));
            jenkins.startJenkins();
            jenkins.runRemotely(new SecuredJenkins(), before, running -> begin(running, script));
            assertThat(arrival.get()).as("whether it came to %s", place).isTrue();
            jenkins.getProcess().destroyForcibly().waitFor();
            // The extension must know that, too.
            jenkins.stopJenkinsForcibly();

            inBackground(() -> {
                debugger.accept().release();
                return true;
            });
            jenkins.startJenkins();
            jenkins.runRemotely(after);
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void begin(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, JOB);
        job.setDefinition(new CpsFlowDefinition(script, true));
        job.scheduleBuild2(0).waitForStart();
    }

    /** The build, in the Jenkins that was started again. */
    static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class).getBuildByNumber(1);
    }
}
