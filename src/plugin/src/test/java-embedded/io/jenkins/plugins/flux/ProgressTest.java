package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import flux.embedded.EmbeddedWeb;
import io.jenkins.plugins.flux.record.ImageProgress;
import io.jenkins.plugins.flux.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a running build shows the progress of its images. */
class ProgressTest extends BuildContractTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String TWO =
            "fluxGenerate(width: 256, height: 256, images: [[prompt: 'apple', output: 'a.jpg'], [prompt: 'pear', output: 'b.jpg']])";

    /** Size of the largest answer, in bytes. */
    private int largest;

    private EmbeddedWeb web() {
        return ((EmbeddedBuildHost) host).jenkins().web().get();
    }

    private static GeneratedImagesAction actionOf(HostedBuild build) {
        return build.run().getAction(GeneratedImagesAction.class);
    }

    private JsonNode progress(HostedBuild build) throws Exception {
        return progress(build, "0");
    }

    private JsonNode progress(HostedBuild build, String since) throws Exception {
        var reply = web().with("since", since).call(actionOf(build), "doProgress");
        largest = Math.max(largest, reply.body().length);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        return new ObjectMapper().readTree(reply.body());
    }

    /** One image is stored, the other runs for a long time. */
    private HostedBuild startHalf() throws Exception {
        simulator.faults().whenPrompt("pear", Fault.run(LONG));
        HostedBuild build = startPipeline(TWO);
        build.awaitConsole("[b.jpg] is being generated");
        build.awaitConsole("[a.jpg] stored");
        return build;
    }

    @Test
    void whileImagesAreGenerated() throws Exception {
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
                        "d.jpg: waiting, waiting");
        build.abort();
        build.await();
    }

    @Test
    void aPageThatPollsAgainGetsWhatHasChanged() throws Exception {
        simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofSeconds(3)));
        simulator.faults().whenPrompt("pear", Fault.run(LONG));
        HostedBuild build = startPipeline(TWO);
        build.awaitConsole("[b.jpg] submitted");
        build.awaitConsole("[a.jpg] stored");
        JsonNode first = progress(build);

        build.awaitConsole("[b.jpg] is being generated");
        JsonNode second = progress(build, first.get("cursor").asText());
        JsonNode third = progress(build, second.get("cursor").asText());

        assertThat(listed(first)).hasSize(2).contains("a.jpg: stored");
        List<String> changed = List.of("b.jpg: running");
        assertThat(listed(second)).isEqualTo(listed(first).containsAll(changed) ? List.of() : changed);
        assertThat(listed(third)).isEmpty();
        assertThat(third.get("numbers")).isEqualTo(first.get("numbers"));
        build.abort();
        build.await();
    }

    private static List<String> listed(JsonNode progress) {
        List<String> listed = new ArrayList<>();
        progress.get("listed")
                .forEach(image -> listed.add(
                        image.get("path").asText() + ": " + image.get("phase").asText()));
        return listed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1.5", "1e3", "9999999999999999999", "0&since=1"})
    void anInvalidCursorIsRefused(String since) throws Exception {
        HostedBuild build = runPipeline(TWO);

        assertThat(web().with("since", since)
                        .call(actionOf(build), "doProgress")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theProgressOfAStepWithTenThousandImagesIsSmall() throws Exception {
        host.configuration().getEndpoints().get(0).setMaxConcurrent(4);
        simulator.faults().add(Fault.run(Duration.ofMillis(200)));
        HostedBuild build = startPipeline("""
                def all = []
                for (int i = 0; i < 10000; i++) {
                    all << [prompt: "apple $i", output: "marketing/autumn/picture-${i}.jpg"]
                }
                fluxGenerate(width: 256, height: 256, images: all)""");
        build.awaitConsole("[marketing/autumn/picture-5.jpg] stored");

        JsonNode first = progress(build);
        int firstBytes = largest;
        largest = 0;
        long begun = System.nanoTime();
        String cursor = first.get("cursor").asText();
        int polls = 0;
        while (progress(build, cursor).get("ended").asInt() < 20) {
            cursor = progress(build, cursor).get("cursor").asText();
            polls += 2;
        }
        System.out.printf(
                "10,000 images: first answer %,d bytes, then at most %,d bytes and %.2f ms each%n",
                firstBytes, largest, (System.nanoTime() - begun) / 1e6 / (polls + 1));

        assertThat(first.get("total").asInt()).isEqualTo(10_000);
        assertThat(first.get("numbers")).hasSize(ImageProgress.MAX_LISTED);
        assertThat(firstBytes).isLessThan(10_000);
        assertThat(largest).isLessThan(3_000);
        build.abort();
        build.await();
    }

    @Test
    void storedImagesAreShownWhileTheOthersRun() throws Exception {
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
        assertThat(Files.readString(xml)).doesNotContain("<running>").doesNotContain("BatchExecution");
        build.abort();
        build.await();
    }

    @Test
    void withoutPermissionForArtifactsNothingIsRevealed() throws Exception {
        HostedBuild build = startHalf();
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        try {
            ((EmbeddedBuildHost) host).jenkins().jenkins().setAuthorizationStrategy(new OnlyUser(null));
            var reply = web().as("somebody").call(actionOf(build), "doProgress");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).doesNotContain("images");
            for (String part : List.of("doMore", "doThumbnails")) {
                reply = web().as("somebody").with("from", "0-0").call(actionOf(build), part);
                assertThat(reply.status()).isEqualTo(403);
                assertThat(reply.text()).doesNotContain("jelly");
            }
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            build.abort();
            build.await();
        }
    }
}
