package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.sample.WaitStep;
import hudson.model.Result;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a real process was killed, a Pipeline resumes without a missing or additional line. */
class KilledProcessTest {
    @TempDir
    Path home;

    @BeforeEach
    void forgetSteps() {
        WaitStep.WAITING.clear();
        WaitStep.EVENTS.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Pipeline] Start of Pipeline",
                "one",
                "[Pipeline] writeFile",
                "Waiting for x",
                "x",
                "two",
                "Finished: SUCCESS"
            })
    void aPipelineResumes(String point) throws Exception {
        OtherProcess.runAndKill(home, point);
        try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(home)) {
            if (!point.equals("two") && !point.startsWith("Finished")) {
                WithJenkins.complete("x", "X");
            }
            EmbeddedBuild build = jenkins.build("demo", 1).await(WithJenkins.SOON);
            assertThat(build.result()).isEqualTo(Result.SUCCESS);
            assertThat(build.workspace().resolve("a")).hasContent("A");
            assertThat(WaitStep.EVENTS)
                    .filteredOn(event -> event.contains("resumed"))
                    .hasSize(point.equals("x") ? 1 : 0);
            assertThat(ofTheScript(build.console())).isEqualTo("""
                    Started by user admin
                    [Pipeline] Start of Pipeline
                    [Pipeline] echo
                    one
                    [Pipeline] node
                    Running on Jenkins in %s
                    [Pipeline] {
                    [Pipeline] writeFile
                    [Pipeline] }
                    [Pipeline] // node
                    [Pipeline] waitFor
                    [Pipeline] echo
                    X
                    [Pipeline] echo
                    two
                    [Pipeline] End of Pipeline
                    Finished: SUCCESS""".formatted(build.workspace()));
        }
    }

    private static String ofTheScript(String console) {
        return console.lines()
                .filter(line -> !line.matches("(Resuming build|Ready to run|Still waiting|Waiting for).*"))
                .collect(Collectors.joining("\n"));
    }
}
