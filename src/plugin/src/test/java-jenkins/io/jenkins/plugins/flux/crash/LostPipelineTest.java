package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.cps.CpsThreadGroup;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Where a Jenkins that is killed loses a Pipeline by itself, or runs a part of it twice: none of these has a step of
 * this plugin. Therefore, {@link RealCrashTest} distinguishes such Pipelines from those that the plugin would have
 * lost. If one of these tests fails, Jenkins has fixed the bug, and {@link StrandedBuilds}, {@link Remains#isLost} or
 * {@link Remains#ranNodeAgain} can go.
 */
class LostPipelineTest {

    private static final String CPS = "org.jenkinsci.plugins.workflow.cps.";

    private static final CodePlace OUTCOME_OF_A_BLOCK = new CodePlace(
            CPS + "CpsStepContext$2", "onSuccess(Lorg/jenkinsci/plugins/workflow/cps/CpsThreadGroup;)V", false, "");

    private static final CodePlace BUILD_STORED_WITHOUT_EXECUTION = new CodePlace(
            "org.jenkinsci.plugins.workflow.flow.FlowExecutionList",
            "register(Lorg/jenkinsci/plugins/workflow/flow/FlowExecutionOwner;)V",
            false,
            "");

    private static final CodePlace FIRST_SAVE_OF_PROGRAM =
            new CodePlace(CPS + "CpsThreadGroup", "saveProgram()V", false, "");

    private static final CodePlace END_OF_PROGRAM =
            new CodePlace(CPS + "CpsFlowExecution", "onProgramEnd(Lcom/cloudbees/groovy/cps/Outcome;Z)V", false, "");

    private static final CodePlace NODES_MOVED_AT_THE_END = new CodePlace(
            CPS + "CpsFlowExecution", "optimizeStorage(Lorg/jenkinsci/plugins/workflow/graph/FlowNode;)V", true, "");

    private static final String PARALLEL = "parallel(a: { echo 'a' }, b: { echo 'b' })\necho 'behind it'";
    private static final String WAITING = "echo 'one'\nsleep 1\necho 'two'";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    /** The program is stored without the last branch, and the continuation of {@code parallel} is only in memory. */
    @Test
    void aParallelWhoseBranchesHadJustEndedNeverEnds() throws Throwable {
        isKilledAt(OUTCOME_OF_A_BLOCK, PARALLEL, jenkins -> isStranded(jenkins, "cps.steps.ParallelStepExecution"));
    }

    /**
     * The program is stored with the end of the block's content, and the continuation of the block is only in memory.
     */
    @Test
    void aBlockWhoseContentHadJustEndedNeverEnds() throws Throwable {
        isKilledAt(
                END_OF_PROGRAM,
                "withEnv([]) {\n" + WAITING + "\n}\n",
                jenkins -> isStranded(jenkins, "steps.EnvStep$Execution"));
    }

    /** The build is stored before it is given the execution of its Pipeline. */
    @Test
    void aPipelineThatWasStoredWithoutItsExecutionNeverHasAResult() throws Throwable {
        isKilledAt(BUILD_STORED_WITHOUT_EXECUTION, WAITING, LostPipelineTest::hasNoExecution);
    }

    /** The build is stored when it begins, its program only when the first step waits. */
    @Test
    void aPipelineWhoseProgramWasNeverStoredFails() throws Throwable {
        isKilledAt(FIRST_SAVE_OF_PROGRAM, WAITING, jenkins -> hasFailed(jenkins, "Failed to load program"));
    }

    /**
     * The graph is stored with the end of {@code node}, but the program as it was before; {@code node} then needs its
     * console.
     */
    @Test
    void aPipelineWhoseNodeHadJustEndedFails() throws Throwable {
        isKilledAt(
                END_OF_PROGRAM,
                "node {\n" + WAITING + "\n}",
                jenkins -> hasFailed(jenkins, "cannot start writing logs to a finished node"));
    }

    /**
     * The program is stored with the end of the content of {@code node}, which looks as if it had never got its
     * executor.
     */
    @Test
    void aNodeWhoseContentHadJustEndedRunsItAgain() throws Throwable {
        isKilledAt(
                OUTCOME_OF_A_BLOCK, "node {\n  echo 'inside'\n}\necho 'behind it'", LostPipelineTest::hasRunNodeAgain);
    }

    /**
     * The nodes of its graph have been moved to their final place, but the build that refers to it is not stored yet.
     */
    @Test
    void aPipelineThatHadJustEndedFails() throws Throwable {
        isKilledAt(NODES_MOVED_AT_THE_END, WAITING, jenkins -> hasFailed(jenkins, "failed loading originals"));
    }

    private void isKilledAt(CodePlace place, String script, RealJenkinsExtension.Step then) throws Throwable {
        KilledPipeline.run(jenkins, withoutService -> {}, script, place, then);
    }

    private static void isStranded(JenkinsRule jenkins, String waiting) throws Throwable {
        WorkflowRun run = KilledPipeline.build(jenkins);
        jenkins.waitForMessage("Ready to run", run);
        CpsFlowExecution execution = (CpsFlowExecution) run.getExecution();
        CpsThreadGroup program = execution.programPromise.get();
        // Each call runs everything that can run.
        for (int chunk = 0; chunk < 10; chunk++) {
            program.scheduleRun().get();
        }

        assertThat(run.isBuilding()).isTrue();
        assertThat(JenkinsRule.getLog(run)).doesNotContain("behind it");
        assertThat(execution.getCurrentExecutions(false).get())
                .extracting(step -> step.getClass().getName())
                .containsExactly("org.jenkinsci.plugins.workflow." + waiting);
    }

    private static void hasNoExecution(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = KilledPipeline.build(jenkins);

        assertThat(run.getExecution()).isNull();
        assertThat(run.getResult()).isNull();
        assertThat(run.isInProgress()).isFalse();
        assertThat(JenkinsRule.getLog(run)).doesNotContain("Resuming", "Finished");
    }

    private static void hasRunNodeAgain(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run = KilledPipeline.build(jenkins);
        jenkins.waitForMessage("Finished: SUCCESS", run);

        assertThat(JenkinsRule.getLog(run).split("inside", -1)).hasSize(3);
        assertThat(Remains.ranNodeAgain(run.getRootDir().toPath())).isTrue();
    }

    private static void hasFailed(JenkinsRule jenkins, String message) throws Throwable {
        WorkflowRun run = KilledPipeline.build(jenkins);
        jenkins.waitForMessage("Finished: FAILURE", run);

        assertThat(run.getResult()).isEqualTo(Result.FAILURE);
        assertThat(JenkinsRule.getLog(run)).contains(message);
        assertThat(Remains.isLost(run.getRootDir().toPath())).isTrue();
    }
}
