package io.jenkins.plugins.flux.crash;

import hudson.model.Executor;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.flux.FluxGenerateBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Begins the builds of a life, in the process of a {@link RealHost}.
 *
 * @param number of the life
 */
record BeginBuilds(LifeScript script, int number, ConfiguredService service) implements RealJenkinsExtension.Step {

    private static final Logger LOGGER = Logger.getLogger(BeginBuilds.class.getName());

    @Override
    public void run(JenkinsRule jenkins) throws Throwable {
        service.run(jenkins);
        for (ScriptedBuild build : script.life(number).builds()) {
            Run<?, ?> run = build.isPipeline() ? beginPipeline(jenkins, build) : beginFreestyle(jenkins, build);
            build.abort().ifPresent(abort -> CompletableFuture.runAsync(() -> abort(jenkins, run, abort)));
        }
    }

    private static Run<?, ?> beginPipeline(JenkinsRule jenkins, ScriptedBuild build) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, build.name());
        job.setDefinition(new CpsFlowDefinition(build.pipeline(), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static Run<?, ?> beginFreestyle(JenkinsRule jenkins, ScriptedBuild build) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(build.name());
        job.getBuildersList().add(new FluxGenerateBuilder(build.buildStep()));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void abort(JenkinsRule jenkins, Run<?, ?> run, ScriptedBuild.Abort abort) {
        try {
            if (abort.onceSubmitted()) {
                jenkins.waitForMessage(ScriptedBuild.Abort.SUBMITTED, run);
            }
            CompletableFuture.delayedExecutor(abort.millis(), TimeUnit.MILLISECONDS)
                    .execute(() -> interrupt(run));
        } catch (Exception | AssertionError ended) {
            LOGGER.log(Level.INFO, ended, () -> run + " is not aborted: no job was submitted");
        }
    }

    private static void interrupt(Run<?, ?> run) {
        Executor executor = run.getExecutor();
        if (executor != null) {
            executor.interrupt();
        }
    }
}
