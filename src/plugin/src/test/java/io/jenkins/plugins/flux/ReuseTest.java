package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given an image that the build has stored, a later execution of the step reuses it and pays for nothing. */
class ReuseTest extends BuildContractTest {

    private static final String APPLE = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')";

    private static JsonNode manifest(HostedBuild build) throws Exception {
        return new ObjectMapper().readTree(build.artifact("flux-generate.json")).path("images");
    }

    private static List<Boolean> reused(HostedBuild build) throws Exception {
        return manifest(build).findValuesAsText("reused").stream()
                .map(Boolean::valueOf)
                .toList();
    }

    /** Asserts that each file has the checksum in the manifest. */
    private static void assertManifestIsTrue(HostedBuild build) throws Exception {
        for (JsonNode image : manifest(build)) {
            byte[] file = build.artifact(image.path("path").asText());
            assertThat(image.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        }
    }

    private void failThePearOnce() {
        simulator
                .faults()
                .whenPrompt("pear", Fault.jobError(ErrorType.INFERENCE_FAILURE).once());
    }

    @Test
    void afterOneOfThreeHasFailedARetryGeneratesOnlyThatOne() throws Exception {
        failThePearOnce();

        HostedBuild build = runPipeline("""
                retry(2) {
                    def images = fluxGenerate(width: 256, height: 256, failFast: false, images: [
                        [prompt: 'An apple', output: 'a.jpg'],
                        [prompt: 'A pear', output: 'b.jpg'],
                        [prompt: 'A plum', output: 'c.jpg']])
                    echo "reused ${images[0].reused} ${images[1].reused} ${images[2].reused}, ${images[2].path}"
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(4);
        assertThat(build.artifacts()).containsExactly("a.jpg", "b.jpg", "c.jpg", "flux-generate.json");
        assertThat(build.console())
                .contains("reused true false true, c.jpg")
                .contains("[a.jpg] this build has already stored it, for request ")
                .contains("[c.jpg] this build has already stored it, for request ")
                .doesNotContain("[b.jpg] this build has already stored it");
        assertThat(reused(build)).containsExactlyInAnyOrder(true, true, false);
        assertManifestIsTrue(build);
    }

    @Test
    void alsoWhereNoNameIsGiven() throws Exception {
        failThePearOnce();

        HostedBuild build = runPipeline("""
                retry(2) {
                    fluxGenerate(width: 256, height: 256, failFast: false, images: [
                        [prompt: 'An apple'], [prompt: 'A pear'], [prompt: 'An apple']])
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(4);
        assertThat(build.artifacts()).hasSize(4).contains("flux-1.jpg", "flux-3.jpg", "flux-generate.json");
        assertThat(reused(build)).containsExactlyInAnyOrder(true, true, false);
        assertManifestIsTrue(build);
    }

    @Test
    void stepsThatEndWellHaveAnImageEach() throws Exception {
        String step = "fluxGenerate(prompt: 'An apple', width: 256, height: 256)\n";

        HostedBuild build = runPipeline(step + step);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(build.artifacts()).containsExactly("flux-1.jpg", "flux-2.jpg", "flux-generate.json");
    }

    @Test
    void eachIsReusedByOneOfTheBranchesThatRequestItAtOnce() throws Exception {
        failThePearOnce();
        String apple = "{ fluxGenerate(prompt: 'An apple', width: 256, height: 256) }";

        HostedBuild build = runPipeline("""
                try {
                    fluxGenerate(width: 256, height: 256, failFast: false, images: [
                        [prompt: 'An apple'], [prompt: 'A pear'], [prompt: 'An apple']])
                } catch (e) {
                    echo 'failed'
                }
                parallel(a: %1$s, b: %1$s, c: %1$s)
                """.formatted(apple));

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(4);
        assertThat(manifest(build).findValuesAsText("requestId")).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aWorkspaceThatRefusesCostsOneJobHoweverOftenTheStepIsTried() throws Exception {
        HostedBuild build = runPipeline("""
                node {
                    writeFile(file: 'a.jpg/in-the-way.txt', text: '')
                    retry(3) { %s }
                }
                """.formatted(APPLE));

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.console()).contains("ERROR: could not copy a.jpg into the workspace");
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
    }

    @Test
    void alsoOneThatRefusesADrawnName() throws Exception {
        HostedBuild build = runPipeline("""
                node {
                    writeFile(file: 'flux-1.jpg/in-the-way.txt', text: '')
                    retry(3) { fluxGenerate(prompt: 'An apple', width: 256, height: 256) }
                }
                """);

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.artifacts()).containsExactly("flux-1.jpg", "flux-generate.json");
    }

    @Test
    void theWorkspaceGetsItAgain() throws Exception {
        HostedBuild build = runPipeline(APPLE + "\nnode { writeFile(file: 'a.jpg', text: 'other')\n" + APPLE + " }");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(Files.readAllBytes(build.workspace().resolve("a.jpg"))).isEqualTo(build.artifact("a.jpg"));
    }

    @Test
    void byTheNextBuildStepOfAFreestyleBuild() throws Exception {
        FluxGenerateStep parameters = parameters("An apple");
        parameters.setOutput("a.jpg");

        HostedBuild build = runFreestyle(parameters, parameters);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(reused(build)).containsExactly(true);
    }

    @Test
    void aDamagedArtifactIsGeneratedAgain() throws Exception {
        simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofSeconds(5)));
        HostedBuild build = startPipeline(
                APPLE + "\nfluxGenerate(prompt: 'A pear', width: 256, height: 256, output: 'b.jpg')\n" + APPLE);
        build.awaitConsole("[b.jpg] submitted");
        Path artifact = build.run().getRootDir().toPath().resolve("archive/a.jpg");
        byte[] bytes = Files.readAllBytes(artifact);
        bytes[bytes.length / 2] ^= 1;
        Files.write(artifact, bytes);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(3);
        assertThat(reused(build)).containsExactly(false, false);
        assertManifestIsTrue(build);
    }

    @Test
    void anImageThatIsOnlyInTheWorkspaceIsReusedFromThereWhileUnchanged() throws Exception {
        String step = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg', archive: false)\n";

        HostedBuild build = runPipeline("node {\n" + step + step + "echo 'now another file'\n"
                + "writeFile(file: 'a.jpg', text: 'other')\n" + step + "}\n");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(build.console()).containsOnlyOnce("[a.jpg] this build has already stored it");
        assertThat(build.console().indexOf("this build has already stored it"))
                .isLessThan(build.console().indexOf("now another file"));
        assertThat(build.artifacts()).isEmpty();
    }

    @Test
    void itIsArchivedFromTheWorkspaceWhenItShallBe() throws Exception {
        HostedBuild build =
                runPipeline("node {\n" + APPLE.replace("'a.jpg'", "'a.jpg', archive: false") + "\n" + APPLE + "}\n");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
        assertManifestIsTrue(build);
    }
}
