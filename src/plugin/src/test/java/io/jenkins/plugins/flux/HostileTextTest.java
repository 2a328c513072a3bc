package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.simulator.Fault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malicious text from others: harmless and short in consoles and logs, exact in the manifest. */
class HostileTextTest extends BuildContractTest {

    /** Markup, a terminal color, a console note of Jenkins, a direction mark and line breaks. */
    private static final String PROMPT =
            "<script>alert(1)</script> & \u001b[31mred\u001b[0m \u001b[8mha:////4AAAA\u001b[0m"
                    + " \u202egpj.exe\u202c \u0007\r\nFinished: SUCCESS\n${PATH} %s {0} '\"\\ \ud83d\ude00";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LONGEST_CONSOLE = 60_000;

    private ControllerLog log;

    @BeforeEach
    void begin() {
        log = ControllerLog.start();
    }

    @AfterEach
    void end() {
        log.close();
    }

    private void assertHarmless(HostedBuild build) {
        for (String shown : new String[] {build.console(), log.text()}) {
            assertThat(shown)
                    .doesNotContain("\u001b", "\u202e", "\u0007", "\u0000", "[8mha:////4AAAA\u001b")
                    .doesNotContain("\nFinished: SUCCESS\n" + "\n", "\ud83d ")
                    .hasSizeLessThan(LONGEST_CONSOLE);
        }
    }

    @Test
    void aPromptIsKeptExactInTheManifestAndDoesNoHarmElsewhere() throws Exception {
        HostedBuild build = runFreestyle(parameters(PROMPT.replace("${PATH}", "$${PATH}")));

        assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(promptInManifest(build)).isEqualTo(PROMPT);
        assertThat(record.jobs().get(0).parameters().prompt()).isEqualTo(PROMPT);
        assertThat(build.recordedImages().get(0).prompt()).isEqualTo(PROMPT);
        assertHarmless(build);
    }

    @Test
    void aPromptOfAMebibyteIsKeptExactAndFloodsNothing() throws Exception {
        String prompt = PROMPT.replace("${PATH}", "") + "x".repeat(MEBIBYTE);

        HostedBuild build = runFreestyle(parameters(prompt));

        assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(promptInManifest(build)).isEqualTo(prompt);
        assertHarmless(build);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "submit=422",
                "submit=403",
                "submit.body=text",
                "error=INFERENCE_FAILURE",
                "result=404",
                "shape=unknown",
                "body=json-nulls"
            })
    void whatTheServiceSaysAboutAFailureDoesNoHarmAndFloodsNothing(String fault) throws Exception {
        simulator.faults().add(Fault.hostileText(300_000));

        HostedBuild build = startPipeline(
                "fluxGenerate(prompt: 'An apple [[" + fault + "]]', width: 256, height: 256, timeoutSeconds: 20)");

        assertThat(build.await()).isEqualTo("FAILURE");
        assertHarmless(build);
    }

    @Test
    void textsOfAResultNameNoFileAndDoNoHarm() throws Exception {
        simulator.faults().add(Fault.hostileText(300_000));

        HostedBuild build =
                startPipeline("node { fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg') }");

        assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
        assertThat(build.workspaceFiles()).containsExactly("a.jpg", "flux-generate.json");
        assertHarmless(build);
    }

    @Test
    void anAnswerLargerThanAnyIsNotReadOn() throws Exception {
        simulator.faults().add(Fault.hostileText(2 * MEBIBYTE));

        HostedBuild build =
                startPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, timeoutSeconds: 20)");

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("is larger than 1048576 bytes");
        assertHarmless(build);
    }

    @Test
    void whatAFlowGraphSaysAboutAStepIsShort() {
        String said = new FluxGenerateStep.DescriptorImpl()
                .argumentsToString(Map.of("prompt", PROMPT + "x".repeat(MEBIBYTE), "output", "a.jpg"));

        assertThat(said == null ? "" : said).hasSizeLessThan(1000);
    }

    private static String promptInManifest(HostedBuild build) throws Exception {
        return new ObjectMapper()
                .readTree(build.artifact("flux-generate.json"))
                .at("/images/0/parameters/prompt")
                .textValue();
    }
}
