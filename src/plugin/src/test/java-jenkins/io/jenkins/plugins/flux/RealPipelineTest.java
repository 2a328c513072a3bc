package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What only Jenkins' own Pipeline engine can verify. */
class RealPipelineTest extends BuildContractTest {

    private JenkinsRule jenkins() {
        return ((JenkinsRuleBuildHost) host).rule();
    }

    @Test
    void declarativePipelinesHaveTheStep() throws Exception {
        HostedBuild build = runPipeline("""
                pipeline {
                    agent any
                    stages {
                        stage('Images') {
                            steps { fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg') }
                        }
                    }
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
    }

    @Test
    void fiftyBranchesNeedNoExecutor() throws Exception {
        HostedBuild build = runPipeline("""
                def branches = [:]
                for (int i = 0; i < 50; i++) {
                    def name = "image-${i}.jpg"
                    branches[name] = { fluxGenerate(prompt: name, width: 256, height: 256, output: name) }
                }
                parallel branches
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).hasSize(51);
        assertThat(record.submittedCount()).isEqualTo(50);
    }

    @Test
    void aTimeoutCancelsTheJob() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));

        HostedBuild build = runPipeline(
                "timeout(time: 2, unit: 'SECONDS') { fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'a.jpg') }");

        assertThat(build.await()).isEqualTo("ABORTED");
        assertThat(build.console()).contains("[a.jpg] canceled: the cancel was accepted");
        assertThat(record.jobsLeftRunning()).isZero();
    }

    @Test
    void aRetryGeneratesTheImageAgain() throws Exception {
        simulator
                .faults()
                .whenPrompt("x", Fault.jobError(ErrorType.INFERENCE_FAILURE).once());

        HostedBuild build =
                runPipeline("retry(2) { fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'a.jpg') }");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void anAgentsWorkspaceGetsTheImagesAndNotTheKey() throws Exception {
        DumbSlave agent = jenkins().createOnlineSlave(Label.get("agent"));

        HostedBuild build = runPipeline("""
                node('agent') {
                    fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'marketing/a.png', outputFormat: 'png')
                    fluxGenerate(prompt: 'y', width: 256, height: 256, output: 'b.jpg', imagePrompt: 'marketing/a.png')
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        var workspace =
                agent.getWorkspaceFor((hudson.model.TopLevelItem) build.run().getParent());
        assertThat(List.of(workspace.list("**"))).hasSize(3);
        assertThat(workspace.child("flux-generate.json").readToString()).doesNotContain(simulator.apiKey());
        assertThat(build.artifacts()).containsExactly("b.jpg", "flux-generate.json", "marketing/a.png");
    }

    @Test
    void anAgentThatWentAwayAndCameBackGetsTheImage() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(20)));
        DumbSlave agent = jenkins().createOnlineSlave(Label.get("agent"));
        HostedBuild build =
                startPipeline("node('agent') { fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'a.jpg') }");
        build.awaitConsole("submitted, request id");

        jenkins().disconnectSlave(agent);
        agent.toComputer().connect(false);

        assertThat(build.await()).isEqualTo("SUCCESS");
        var workspace =
                agent.getWorkspaceFor((hudson.model.TopLevelItem) build.run().getParent());
        assertThat(workspace.child("a.jpg").exists()).isTrue();
    }
}
