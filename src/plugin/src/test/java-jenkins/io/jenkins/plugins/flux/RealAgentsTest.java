package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Slave;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.flux.simulator.Fault;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;

/** Given an agent in a process of its own, which connects to Jenkins and may be lost. */
class RealAgentsTest extends BuildContractTest {

    private static final String AGENT = "inbound";
    private static final String IN_NODE =
            "node('" + AGENT + "') { fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'marketing/a.jpg') }";

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    private JenkinsRule jenkins;
    private Slave agent;

    @BeforeEach
    void connectAgent() throws Exception {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
        agent = agents.createAgent(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name(AGENT)
                        .label(AGENT)
                        .build());
    }

    private FilePath workspaceOf(HostedBuild build) {
        return agent.getWorkspaceFor((TopLevelItem) build.run().getParent());
    }

    @Test
    void getsTheImagesIntoItsWorkspace() throws Exception {
        HostedBuild build = runPipeline(IN_NODE);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(workspaceOf(build).child("marketing/a.jpg").length())
                .isEqualTo(build.artifact("marketing/a.jpg").length);
    }

    @Test
    void lostWhileTheJobIsQueuedAndBackInTimeGetsTheImages() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(10)));
        HostedBuild build = startPipeline(IN_NODE);
        build.awaitConsole("submitted, request id");

        agents.stop(jenkins, AGENT);
        record.awaitAllFinished(PATIENCE);
        agents.start(jenkins, AGENT);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(workspaceOf(build).child("marketing/a.jpg").exists()).isTrue();
        assertThat(build.artifacts()).contains("marketing/a.jpg");
        assertThat(record.submittedCount()).isEqualTo(1);
    }
}
