package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Slave;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.flux.simulator.Fault;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;

/** With an agent in a process of its own, which connects to Jenkins and may be lost. */
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

    /** Opening one blocks until something writes to it, on the agent, where nothing can interrupt that. */
    @Test
    void aPipeInItsWorkspaceIsNotOpenedAndKeepsNoBuildFromMakingImages() throws Exception {
        FilePath workspace = workspaceOf(runPipeline(IN_NODE));
        Path pipe = Path.of(workspace.getRemote(), "pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(pipe.resolveSibling("link.png"), pipe);

        try {
            refuseSixTimes();
            assertThat(runPipeline(IN_NODE).await()).isEqualTo("SUCCESS");
        } finally {
            // The cleanup after the tests opens files before deleting them.
            Files.delete(pipe.resolveSibling("link.png"));
            Files.delete(pipe);
        }
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    /** More often than there are threads. */
    private void refuseSixTimes() throws Exception {
        for (int i = 0; i < 6; i++) {
            String path = i % 2 == 0 ? "pipe.png" : "link.png";
            HostedBuild build =
                    runPipeline("node('" + AGENT + "') { fluxGenerate(prompt: 'x', imagePrompt: '" + path + "') }");
            assertFailedWith(build, "ERROR: imagePrompt: " + path + " is not allowed; it must be a regular file");
        }
    }

    @Test
    void anImagePromptComesFromThereWhole() throws Exception {
        FilePath workspace = workspaceOf(runPipeline(IN_NODE));
        Path reference = Path.of(workspace.getRemote(), "reference.png");
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", reference.toFile());
        // Larger than what is read at once.
        byte[] more = new byte[2_500_000];
        new Random(1).nextBytes(more);
        Files.write(reference, more, StandardOpenOption.APPEND);

        HostedBuild build = runPipeline("node('" + AGENT
                + "') { fluxGenerate(prompt: 'x', width: 256, height: 256, imagePrompt: 'reference.png') }");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.jobs().get(1).parameters().imagePromptSha256())
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(reference))));
    }
}
