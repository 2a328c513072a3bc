package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.flux.FluxGenerateConfiguration;
import io.jenkins.plugins.flux.SecuredJenkins;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Given a secured Jenkins that is killed, and an agent that is not back after the restart, the build gets what it paid
 * for.
 */
class LateAgentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** One pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String SCRIPT = """
            node('%s') {
                writeFile file: 'reference.png', text: '%s', encoding: 'Base64'
                fluxGenerate width: 256, height: 256, images: [
                    [prompt: 'An apple', output: 'apple.jpg'],
                    [prompt: 'A pear', output: 'pear.jpg', imagePrompt: 'reference.png'],
                    [prompt: 'A plum', output: 'plum.jpg']]
            }
            """.formatted(ScriptedBuild.AGENT, PNG);

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir
    Path directory;

    @Test
    void aPipelineWhoseAgentComesLateGetsAllOfItsImages() throws Throwable {
        try (Simulator simulator = Simulator.start()) {
            simulator.faults().add(Fault.queue(Duration.ofSeconds(8)));
            SimulatorRecord record = simulator.record();
            LateAgent agent = new LateAgent(agents, directory, new Random(1));
            killWithAJobAtTheService(simulator, agent);
            simulator.faults().clear();

            jenkins.startJenkins();

            agent.connect(jenkins);
            jenkins.runRemotely(LateAgentTest::hasSucceeded);
            assertThat(record.cancelsReceived()).isZero();
            assertThat(record.submittedCount()).isEqualTo(3);
        }
    }

    /** Jenkins resumes the content of the node block when the agent is back, but stops it without the agent. */
    @Test
    void anAbortBeforeTheAgentIsBackCancelsTheJob() throws Throwable {
        try (Simulator simulator = Simulator.start()) {
            simulator.faults().add(Fault.queue(Duration.ofMinutes(10)));
            killWithAJobAtTheService(simulator, new LateAgent(agents, directory, new Random(1)));

            jenkins.startJenkins();
            jenkins.runRemotely(LateAgentTest::abort);

            SimulatorRecord record = simulator.record();
            record.awaitAllFinished(PATIENCE);
            assertThat(record.submittedCount()).isEqualTo(1);
            assertThat(record.canceledCount()).isEqualTo(1);
        }
    }

    private void killWithAJobAtTheService(Simulator simulator, LateAgent agent) throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(new SecuredJenkins(), ConfiguredService.of(simulator), LateAgentTest::begin);
        agent.connect(jenkins);
        simulator.record().awaitCalls(Operation.STATUS, 1, PATIENCE);
        jenkins.getProcess().destroyForcibly().waitFor();
        // The extension must know that, too.
        jenkins.stopJenkinsForcibly();
        agent.disconnect();
    }

    private static void abort(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
        Instant end = Instant.now().plus(PATIENCE);
        while (build.getExecutor() == null && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        build.getExecutor().interrupt(Result.ABORTED);
        jenkins.waitForMessage("the cancel was accepted", build);
    }

    /** One image after the other, so two have not been submitted when Jenkins is killed. */
    private static void begin(JenkinsRule jenkins) throws Throwable {
        FluxGenerateConfiguration.get().getEndpoints().get(0).setMaxConcurrent(1);
        FluxGenerateConfiguration.get().save();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition(SCRIPT, true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void hasSucceeded(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        assertThat(build.getArtifacts()).extracting(Object::toString).contains("apple.jpg", "pear.jpg", "plum.jpg");
    }
}
