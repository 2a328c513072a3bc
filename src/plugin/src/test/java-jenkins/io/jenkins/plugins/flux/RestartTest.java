package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A restart of Jenkins leaves builds that have ended as they are, and one that waits goes on. */
class RestartTest {

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static HostedBuild start(JenkinsRule jenkins, Simulator simulator) throws Exception {
        BuildHost host = new JenkinsRuleBuildHost(jenkins);
        host.addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        host.configuration().setEndpoints(List.of(endpoint));
        return host.startPipeline("pipeline", STEP);
    }

    private static WorkflowRun lastBuild(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getLastBuild();
    }

    @Test
    void theImagesOfABuildAndTheEndpointsAreThereAgain() throws Throwable {
        try (Simulator simulator = Simulator.start()) {
            sessions.then(
                    jenkins -> assertThat(start(jenkins, simulator).await()).isEqualTo("SUCCESS"));

            sessions.then(jenkins -> {
                GeneratedImagesAction images = lastBuild(jenkins).getAction(GeneratedImagesAction.class);
                assertThat(images.getImages()).extracting(ImageRecord::getPath).containsExactly("a.jpg");
                assertThat(images.getIconFileName()).isNotNull();
                assertThat(FluxGenerateConfiguration.get().getEndpoints())
                        .extracting(FluxEndpoint::getName)
                        .containsExactly("simulator");
            });
        }
    }

    @Test
    void aStepThatWaitedGoesOn() throws Throwable {
        try (Simulator simulator = Simulator.start()) {
            simulator.faults().add(Fault.queue(Duration.ofSeconds(20)));
            sessions.then(jenkins -> start(jenkins, simulator).awaitConsole("submitted, request id"));

            sessions.then(jenkins -> {
                WorkflowRun build = lastBuild(jenkins);
                jenkins.waitForCompletion(build);
                assertThat(build.getResult()).hasToString("SUCCESS");
                assertThat(JenkinsRule.getLog(build)).contains("Going on after a restart of Jenkins");
                assertThat(simulator.record().submittedCount()).isEqualTo(1);
            });
        }
    }
}
