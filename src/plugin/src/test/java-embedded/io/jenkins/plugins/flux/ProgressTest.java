package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flux.embedded.EmbeddedWeb;
import io.jenkins.plugins.flux.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page of a build tells where its images stand while it runs. */
class ProgressTest extends BuildContractTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String TWO =
            "fluxGenerate(width: 256, height: 256, images: [[prompt: 'apple', output: 'a.jpg'], [prompt: 'pear', output: 'b.jpg']])";

    private EmbeddedWeb web() {
        return ((EmbeddedBuildHost) host).jenkins().web().get();
    }

    private static GeneratedImagesAction actionOf(HostedBuild build) {
        return build.run().getAction(GeneratedImagesAction.class);
    }

    private JsonNode progress(HostedBuild build) throws Exception {
        var reply = web().call(actionOf(build), "doProgress");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        return new ObjectMapper().readTree(reply.body());
    }

    /** One image is stored, the other runs for long. */
    private HostedBuild startHalf() throws Exception {
        simulator.faults().whenPrompt("pear", Fault.run(LONG));
        HostedBuild build = startPipeline(TWO);
        build.awaitConsole("[b.jpg] is being generated");
        build.awaitConsole("[a.jpg] stored");
        return build;
    }

    @Test
    void whileImagesAreMade() throws Exception {
        HostedBuild build = startHalf();

        JsonNode progress = progress(build);

        assertThat(progress.get("text").asText()).isEqualTo("1 of 2 images stored · being generated: 1");
        assertThat(progress.get("total").asInt()).isEqualTo(2);
        assertThat(progress.get("ended").asInt()).isEqualTo(1);
        assertThat(progress.get("over").asBoolean()).isFalse();
        assertThat(actionOf(build).getIconFileName()).isNotNull();
        build.abort();
        build.await();
    }

    @Test
    void eachImageIsListedWithWhereItStands() throws Exception {
        simulator.faults().whenPrompt("plum", Fault.queue(LONG));
        FluxEndpoint endpoint = host.configuration().getEndpoints().get(0);
        endpoint.setMaxConcurrent(2);
        simulator.faults().whenPrompt("pear", Fault.run(LONG));
        HostedBuild build = startPipeline("""
                fluxGenerate(width: 256, height: 256, images: [
                    [prompt: 'apple', output: 'a.jpg'], [prompt: 'pear', output: 'b.jpg'],
                    [prompt: 'plum', output: 'c.jpg'], [prompt: 'fig', output: 'd.jpg']])""");
        build.awaitConsole("[a.jpg] stored");
        build.awaitConsole("[b.jpg] is being generated");
        build.awaitConsole("[c.jpg] submitted");

        assertThat(progress(build).get("listed"))
                .extracting(image -> image.get("path").asText() + ": "
                        + image.get("phase").asText() + ", " + image.get("text").asText())
                .containsExactly(
                        "a.jpg: stored, done",
                        "b.jpg: running, running",
                        "c.jpg: queued, queued",
                        "d.jpg: waiting, waits for its turn");
        build.abort();
        build.await();
    }

    @Test
    void whatIsStoredIsShownWhileTheOthersRun() throws Exception {
        HostedBuild build = startHalf();

        assertThat(progress(build).get("images").asInt()).isEqualTo(1);
        assertThat(web().path("/0").call(actionOf(build), "doImage").status()).isEqualTo(200);
        assertThat(actionOf(build).isManifestArchived()).isFalse();

        build.abort();
        build.await();
        assertThat(actionOf(build).getImages()).hasSize(1);
        assertThat(actionOf(build).isManifestArchived()).isTrue();
    }

    @Test
    void theLinkIsThereBeforeAnImageIs() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        HostedBuild build = startPipeline(TWO);
        build.awaitConsole("submitted, request id");

        assertThat(actionOf(build).getImages()).isEmpty();
        assertThat(actionOf(build).getIconFileName()).isNotNull();

        build.abort();
        build.await();
        assertThat(actionOf(build).getIconFileName()).isNull();
    }

    @Test
    void itIsOverWhenTheBuildIs() throws Exception {
        JsonNode progress = progress(runPipeline(TWO));

        assertThat(progress.get("over").asBoolean()).isTrue();
        assertThat(progress.get("total").asInt()).isZero();
        assertThat(progress.get("images").asInt()).isEqualTo(2);
    }

    @Test
    void betweenTwoStepsItIsNotOver() throws Exception {
        HostedBuild build =
                startPipeline("fluxGenerate(prompt: 'apple', width: 256, height: 256)\necho 'first done'\nsleep 60");
        build.awaitConsole("first done");

        JsonNode progress = progress(build);

        assertThat(progress.get("over").asBoolean()).isFalse();
        assertThat(progress.get("total").asInt()).isZero();
        build.abort();
        build.await();
    }

    @Test
    void nothingOfItIsStored() throws Exception {
        HostedBuild build = startHalf();
        Path xml = build.run().getRootDir().toPath().resolve("build.xml");

        build.run().save();
        byte[] before = Files.readAllBytes(xml);
        progress(build);

        assertThat(Files.readAllBytes(xml)).isEqualTo(before);
        assertThat(Files.readString(xml)).doesNotContain("<running>").doesNotContain("BuildGeneration");
        build.abort();
        build.await();
    }

    @Test
    void whoMayNotSeeArtifactsLearnsNothing() throws Exception {
        HostedBuild build = startHalf();
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        try {
            ((EmbeddedBuildHost) host).jenkins().jenkins().setAuthorizationStrategy(new OnlyUser(null));
            var reply = web().as("somebody").call(actionOf(build), "doProgress");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).doesNotContain("images");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            build.abort();
            build.await();
        }
    }
}
