package io.jenkins.plugins.flux.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private void run(String script) throws Exception {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        try (DemoService service = DemoService.choose(null, null)) {
            new Demo(directory.resolve("home"), directory.resolve("out"), out).run(script, service);
        }
    }

    @Test
    void leavesImagesManifestAndContactSheet() throws Exception {
        run("fluxGenerate credentialsId: 'odirouter', prompt: 'An apple', width: 256, height: 256, output: 'a/b.png',"
                + " outputFormat: 'png'");
        assertThat(directory.resolve("out/a/b.png")).isNotEmptyFile();
        assertThat(directory.resolve("out/flux-generate.json")).content().contains("\"a/b.png\"");
        assertThat(directory.resolve("out/index.html")).content().contains("src=\"a/b.png\"");
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("[Pipeline] fluxGenerate\n", "Finished: SUCCESS\n", "1 image, ")
                .endsWith("\n" + directory.resolve("out") + System.lineSeparator());
    }

    @Test
    void failsWithTheBuild() {
        assertThatThrownBy(() -> run("error 'no'"))
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The build ended as FAILURE, see its console above.");
    }

    @Test
    void failsWithoutImages() {
        assertThatThrownBy(() -> run("echo 'nothing'"))
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The build left no flux-generate.json.");
    }

    @Test
    void failsWhenAnImageIsMissing() throws Exception {
        Path manifest = directory.resolve("flux-generate.json");
        Files.writeString(manifest, "{\"images\": [{\"path\": \"x.png\"}]}");
        assertThatThrownBy(() -> new DemoResult(directory).images())
                .hasMessage("x.png is in the manifest but not among the artifacts.");
        Files.writeString(directory.resolve("x.png"), "something else");
        assertThatThrownBy(() -> new DemoResult(directory).images())
                .hasMessage("x.png is not the file that the manifest describes.");
    }
}
