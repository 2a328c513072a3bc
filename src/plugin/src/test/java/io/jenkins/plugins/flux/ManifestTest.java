package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code flux-generate.json} records the origin of every image, and never the key. */
class ManifestTest extends BuildContractTest {

    private static JsonNode manifest(HostedBuild build) throws Exception {
        return new ObjectMapper().readTree(build.artifact("flux-generate.json"));
    }

    @Test
    void allParametersOfTheImageAreRecorded() throws Exception {
        HostedBuild build = runPipeline("""
                fluxGenerate(prompt: 'An apple — "red" & <shiny>', width: 320, height: 256, seed: 123456789012345678901, safetyTolerance: 3,
                    promptUpsampling: true, outputFormat: 'png', output: 'a.png')
                """);

        JsonNode image = manifest(build).path("images").get(0);
        byte[] bytes = build.artifact("a.png");
        assertThat(image.path("path").asText()).isEqualTo("a.png");
        assertThat(image.path("model").asText()).isEqualTo("flux_pro_11");
        assertThat(image.path("requestId").asText())
                .isEqualTo(record.jobs().get(0).requestId());
        assertThat(image.path("parameters").toString())
                .isEqualTo(
                        "{\"prompt\":\"An apple — \\\"red\\\" & <shiny>\",\"imagePromptSha256\":null,\"width\":320,\"height\":256,"
                                + "\"promptUpsampling\":true,\"seed\":123456789012345678901,\"safetyTolerance\":3,\"outputFormat\":\"png\"}");
        assertThat(image.path("bytes").asInt()).isEqualTo(bytes.length);
        assertThat(image.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(image.path("inferenceSeconds").isNumber()).isTrue();
        assertThat(List.of(
                        image.path("submitted").asText(),
                        image.path("completed").asText(),
                        image.path("stored").asText()))
                .isSorted()
                .allMatch(time -> time.endsWith("Z"));
        assertThat(manifest(build).path("pluginVersion").asText()).isNotEmpty();
        assertThat(manifest(build).path("build").asText()).isEqualTo("pipeline#1");
    }

    @Test
    void theStepsOfABuildShareOneManifest() throws Exception {
        HostedBuild build = runPipeline("""
                fluxGenerate(prompt: 'First', width: 256, height: 256)
                fluxGenerate(prompt: 'Second', width: 256, height: 256)
                """);

        assertThat(manifest(build).path("images"))
                .extracting(image -> image.path("parameters").path("prompt").asText())
                .containsExactly("First", "Second");
    }

    @Test
    void anImageThatCouldNotBeArchivedIsNotRecordedAsArchived() throws Exception {
        simulator.faults().whenPrompt("apple", Fault.queue(Duration.ofSeconds(3)));
        HostedBuild build = startPipeline("""
                fluxGenerate(prompt: 'A pear', width: 256, height: 256, output: 'b.jpg')
                node { fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg') }
                """);
        build.awaitConsole("[a.jpg] submitted");
        Path inTheWay = build.run().getRootDir().toPath().resolve("archive/a.jpg/in-the-way.txt");
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: could not archive a.jpg as an artifact");
        assertThat(build.workspaceFiles()).contains("a.jpg");
        assertThat(build.recordedImages()).extracting(ImageRecord::archived).containsExactly(true, false);
        assertThat(manifest(build).path("images"))
                .extracting(image -> image.path("archived").asBoolean())
                .containsExactly(true, false);
    }

    @Test
    void theKeyIsInNoFileOfTheBuildAndInNoConsole() throws Exception {
        HostedBuild build = runPipeline("node { fluxGenerate(prompt: 'An apple', width: 256, height: 256) }");

        assertThat(build.console()).doesNotContain(simulator.apiKey());
        assertThat(record.keySeenAtImageHost()).isFalse();
        for (Path root : List.of(build.run().getRootDir().toPath(), build.workspace())) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(simulator.apiKey());
                }
            }
        }
    }

    @Test
    void nothingTemporaryIsLeftInTheBuildDirectory() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");

        try (Stream<Path> files = Files.walk(build.run().getRootDir().toPath())) {
            assertThat(files)
                    .isNotEmpty()
                    .noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        }
    }
}
