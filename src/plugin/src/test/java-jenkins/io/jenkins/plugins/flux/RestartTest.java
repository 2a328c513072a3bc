package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** After a restart of the controller, the next session resumes a step in any phase. */
class RestartTest {

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')";
    private static final String RESUMED = "Resumed after a restart of Jenkins";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than a session takes to end, so the job is still at the service when the next one begins. */
    private static final Duration SOME_SECONDS = Duration.ofSeconds(12);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private Simulator simulator;
    private SimulatorRecord record;

    @BeforeEach
    void startSimulator() throws Exception {
        simulator = Simulator.start();
        record = simulator.record();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    private BuildHost configured(JenkinsRule jenkins) {
        BuildHost host = new JenkinsRuleBuildHost(jenkins);
        host.addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        host.configuration().setEndpoints(List.of(endpoint));
        return host;
    }

    private HostedBuild start(JenkinsRule jenkins) throws Exception {
        return configured(jenkins).startPipeline("pipeline", STEP);
    }

    private static WorkflowRun lastBuild(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getLastBuild();
    }

    /** Asserts that the build of the former session stores its image, and nothing was submitted again. */
    private void assertResumes(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = lastBuild(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(JenkinsRule.getLog(build)).contains(RESUMED);
        assertThat(build.getArtifactManager().root().child("a.jpg").isFile()).isTrue();
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(record.cancelsReceived()).isZero();
    }

    @Test
    void theImagesOfABuildAndTheEndpointsAreThereAgain() throws Throwable {
        sessions.then(jenkins -> assertThat(start(jenkins).await()).isEqualTo("SUCCESS"));

        sessions.then(jenkins -> {
            GeneratedImagesAction images = lastBuild(jenkins).getAction(GeneratedImagesAction.class);
            assertThat(images.getImages()).extracting(ImageRecord::path).containsExactly("a.jpg");
            assertThat(images.getIconFileName()).isNotNull();
            assertThat(FluxGenerateConfiguration.get().getEndpoints())
                    .extracting(FluxEndpoint::getName)
                    .containsExactly("simulator");
        });
    }

    @Test
    void aQueuedImageIsStillPolled() throws Throwable {
        simulator.faults().add(Fault.queue(SOME_SECONDS));
        sessions.then(jenkins -> {
            start(jenkins).awaitConsole("submitted, request id");
            assertThat(record.jobsLeftRunning()).isEqualTo(1);
        });

        sessions.then(this::assertResumes);
    }

    @Test
    void aRunningImageIsStillPolled() throws Throwable {
        simulator.faults().add(Fault.run(SOME_SECONDS));
        sessions.then(jenkins -> {
            start(jenkins).awaitConsole("is being generated");
            assertThat(record.jobsLeftRunning()).isEqualTo(1);
        });

        sessions.then(this::assertResumes);
    }

    @Test
    void whatWasHalfDownloadedIsDownloadedAgain() throws Throwable {
        simulator.faults().add(Fault.stalledBody(1_000).once());
        sessions.then(jenkins -> {
            start(jenkins);
            record.awaitCalls(Operation.IMAGE, 1, PATIENCE);
        });

        sessions.then(this::assertResumes);
        assertThat(record.calls(Operation.IMAGE)).isEqualTo(2);
    }

    @Test
    void aTimeoutThatExpiresWhileJenkinsIsDownCancelsTheJob() throws Throwable {
        simulator.faults().add(Fault.queue(Duration.ofMinutes(5)));
        sessions.then(jenkins -> configured(jenkins)
                .startPipeline("pipeline", "timeout(time: 3, unit: 'SECONDS') { " + STEP + " }")
                .awaitConsole("submitted, request id"));
        // The time limit itself must pass.
        Thread.sleep(3_000);

        sessions.then(jenkins -> {
            WorkflowRun build = lastBuild(jenkins);
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build)).contains("the cancel was accepted");
        });
        assertThat(record.canceledCount()).isEqualTo(1);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aCompleteImageOfAFreestyleBuildIsKept() throws Throwable {
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        sessions.then(jenkins -> {
            FluxGenerateStep parameters = BuildContractTest.parameters("An apple");
            configured(jenkins).startFreestyle("freestyle", parameters);
            record.awaitCalls(Operation.RESULT, 1, PATIENCE);
        });
        simulator.faults().clear();

        sessions.then(jenkins -> {
            FreeStyleBuild build = jenkins.jenkins
                    .getItemByFullName("freestyle", FreeStyleProject.class)
                    .getBuildByNumber(1);
            Instant end = Instant.now().plus(PATIENCE);
            while (build.getArtifacts().isEmpty() && Instant.now().isBefore(end)) {
                Thread.sleep(100);
            }
            assertThat(build.getArtifacts()).isNotEmpty();
        });
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(record.cancelsReceived()).isZero();
    }

    /** Branch b reaches its step only after the restart, while the job of branch a, from before, is still queued. */
    @Test
    void thePathOfAnImageInProgressBelongsToItAfterARestartToo() throws Throwable {
        simulator.faults().add(Fault.queue(SOME_SECONDS));
        sessions.then(jenkins -> configured(jenkins)
                .startPipeline(
                        "pipeline",
                        "parallel(a: { " + STEP + " }, b: {\n"
                                + "  input 'go on'\n"
                                + "  fluxGenerate(prompt: 'A pear', width: 256, height: 256, output: 'A.jpg')\n"
                                + "})")
                .awaitConsole("submitted, request id"));

        sessions.then(jenkins -> {
            WorkflowRun build = lastBuild(jenkins);
            jenkins.waitForMessage(RESUMED, build);
            build.getAction(InputAction.class).getExecutions().get(0).proceed(null);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build))
                    .contains("output: A.jpg is not allowed; it must be different for each image of a build");
            assertThat(build.getArtifactManager().root().child("a.jpg").isFile())
                    .isTrue();
        });
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void theKeyMayBeRotatedInTheMeantime() throws Throwable {
        simulator.faults().add(Fault.queue(SOME_SECONDS));
        sessions.then(jenkins -> {
            start(jenkins).awaitConsole("submitted, request id");
            JenkinsRuleBuildHost.replaceSecretText("odirouter", "sk-revoked-meanwhile-0000000000");
        });

        sessions.then(jenkins -> {
            JenkinsRuleBuildHost.replaceSecretText("odirouter", simulator.apiKey());
            assertResumes(jenkins);
        });
    }

    @Test
    void theJobsOfAFreestyleBuildAreCanceled() throws Throwable {
        simulator.faults().add(Fault.queue(Duration.ofMinutes(5)));
        sessions.then(jenkins -> {
            FluxGenerateStep parameters = BuildContractTest.parameters("An apple");
            configured(jenkins).startFreestyle("freestyle", parameters).awaitConsole("submitted, request id");
        });

        sessions.then(jenkins -> record.awaitAllFinished(PATIENCE));
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(record.canceledCount()).isEqualTo(1);
    }
}
