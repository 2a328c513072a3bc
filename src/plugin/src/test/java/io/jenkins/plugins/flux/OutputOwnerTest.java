package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.simulator.Fault;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of an image of a build belongs to it: a step that uses the path for another image is refused for free. */
class OutputOwnerTest extends BuildContractTest {

    private static String step(String prompt, String output) {
        return "fluxGenerate(prompt: '" + prompt + "', width: 256, height: 256, output: '" + output + "')";
    }

    private static String refused(String path, String other) {
        return "output: " + path + " is not allowed; it must be different for each image of a build;"
                + " another request of this build has " + other;
    }

    @ParameterizedTest
    @ValueSource(strings = {"img/a.jpg", "img/A.jpg", "IMG/a.jpg", "img/a.jpg/b.jpg"})
    void anotherStepIsRefusedAndTheFirstImageStays(String other) throws Exception {
        HostedBuild build = runPipeline(step("An apple", "img/a.jpg") + "\n" + step("A pear", other));

        assertFailedWith(build, refused(other, "img/a.jpg"));
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "img/a.jpg");
        JsonNode image = new ObjectMapper()
                .readTree(build.artifact("flux-generate.json"))
                .path("images")
                .path(0);
        assertThat(image.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(build.artifact("img/a.jpg"))));
    }

    @Test
    void alsoWhileTheFirstIsInProgress() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(3)));

        HostedBuild build = runPipeline("parallel(a: { " + step("An apple", "a.jpg") + " }, b: { "
                + step("A pear", "a.jpg") + " }, c: { " + step("A plum", "A.jpg") + " })");

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.console()).contains("is not allowed; it must be different for each image of a build");
        assertThat(build.artifacts()).hasSize(2);
    }

    @Test
    void twoThatRunAtOnceForOneRequestPayOnce() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(3)));
        String step = step("An apple", "a.jpg");

        HostedBuild build = runPipeline("parallel(a: { " + step + " }, b: { " + step + " })");

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.console()).contains(refused("a.jpg", "a.jpg"));
    }

    @Test
    void inAFreestyleBuildToo() throws Exception {
        FluxGenerateStep apple = parameters("An apple");
        apple.setOutput("a.jpg");
        FluxGenerateStep pear = parameters("A pear");
        pear.setOutput("a.jpg");

        HostedBuild build = runFreestyle(apple, pear);

        assertFailedWith(build, refused("a.jpg", "a.jpg"));
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void anotherBuildHasPathsOfItsOwn() throws Exception {
        assertThat(runPipeline(step("An apple", "a.jpg")).await()).isEqualTo("SUCCESS");

        assertThat(runPipeline(step("A pear", "a.jpg")).await()).isEqualTo("SUCCESS");
    }
}
