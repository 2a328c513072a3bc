package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A Pipeline is stored in two files: its program whenever a step waits, and its graph with the build, also when a
 * script sets the description of the build. A Jenkins that is killed in between resumes the step although it has ended
 * according to the graph, and no longer gives it a console. The step should end as before.
 */
class EndedStepResumedTest {

    private static final CodePlace SLEEP =
            new CodePlace("org.jenkinsci.plugins.workflow.steps.SleepStep$Execution", "start()Z", false, "");

    /**
     * The build is stored with the {@code echo} as the end of its graph; the program would only be stored when {@code
     * sleep} waits.
     */
    private static final String BEHIND = "currentBuild.description = 'apples'\nsleep 1";

    private static final String SIZE = "width: 256, height: 256";

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    private Simulator simulator;

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = Simulator.start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aStepThatHadSucceededSucceedsAgain() throws Throwable {
        String script = "def images = fluxGenerate(prompt: 'a red apple', " + SIZE + ")\n"
                + "echo 'returned ' + images[0].requestId\n"
                + BEHIND;

        isKilledAfterTheStep(script, Result.SUCCESS, "returned mmsu_");

        assertThat(simulator.record().submittedCount()).isOne();
    }

    @Test
    void aStepThatHadMarkedItsBuildUnstableDoesSoAgain() throws Throwable {
        simulator.faults().add(Fault.jobError(ErrorType.INFERENCE_FAILURE).once());
        String script = "def images = fluxGenerate(prompt: 'a red apple', " + SIZE + ", onFailure: 'unstable')\n"
                + "echo 'returned ' + images.size()\n"
                + BEHIND;

        isKilledAfterTheStep(script, Result.UNSTABLE, "returned 0");

        assertThat(simulator.record().submittedCount()).isOne();
    }

    private void isKilledAfterTheStep(String script, Result result, String said) throws Throwable {
        String name = result.toString();
        KilledPipeline.run(
                jenkins, ConfiguredService.of(simulator), script, SLEEP, running -> hasEnded(running, name, said));
    }

    private static void hasEnded(JenkinsRule jenkins, String result, String said) throws Throwable {
        WorkflowRun run = KilledPipeline.build(jenkins);
        jenkins.waitForMessage("Finished: ", run);

        String console = JenkinsRule.getLog(run);
        assertThat(run.getResult()).as(console).hasToString(result);
        assertThat(console).contains("Resuming build", said);
    }
}
