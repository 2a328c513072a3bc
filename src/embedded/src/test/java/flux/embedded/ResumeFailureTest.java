package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which parts of a Pipeline do not resume after an orderly shutdown, and what is left of them. */
class ResumeFailureTest extends WithJenkins {
    @Test
    void notesAStepThatIsSlowToResume() throws Exception {
        jenkins.close();
        jenkins = EmbeddedJenkins.start(home, settings().withSlowCallLimit(Duration.ofMillis(20)));
        jenkins.runPipeline("demo", "waitFor 'slow'");
        waiting("slow");
        jenkins.shutDown();
        jenkins = EmbeddedJenkins.start(home, settings().withSlowCallLimit(Duration.ofMillis(20)));
        EmbeddedBuild build = jenkins.build("demo", 1).awaitConsole("Ready to run", SOON);
        assertThat(build.slowCalls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("onResume");
            assertThat(call.stack()).contains("WaitStep$Execution.onResume");
        });
        complete("slow", null);
        build.await(SOON);
    }

    @Test
    void failsWhenAStepCannotBeRead() throws Exception {
        jenkins.runPipeline("demo", "bad 'unreadable'; echo 'never'").awaitConsole("[Pipeline] bad", SOON);
        restart();
        EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains("Cannot restore the step bad: ", "made by a newer version")
                .contains("ERROR: Failed to load program\nFinished: FAILURE\n")
                .doesNotContain("never");
    }

    @Test
    void failsWhenAResultCouldNotBeStored() throws Exception {
        EmbeddedBuild build =
                restartAt("x", "def o = bad('lost'); waitFor 'x'; echo 'never'").await(SOON);
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains("Cannot read what bad gave: A result could not be stored: ", "java.lang.Object")
                .contains("ERROR: Failed to load program\nFinished: FAILURE\n");
    }

    @Test
    void failsWhenTheScriptDoesSomethingElse() throws Exception {
        jenkins.runPipeline(
                "demo", "sleep 0; if (System.getProperty('demo.other')) { sleep 1 } else { waitFor 'x' }; waitFor 'y'");
        complete("x", null);
        waiting("y");
        jenkins.shutDown();
        System.setProperty("demo.other", "true");
        try {
            jenkins = EmbeddedJenkins.start(home, settings());
            EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.console())
                    .contains("The script did not do again what it did before the restart: ")
                    .contains("it waited for «waitFor», now there is sleep\n");
        } finally {
            System.clearProperty("demo.other");
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        EmbeddedBuild build = restartAt("x", "waitFor 'x'");
        complete("x", null);
        build.await(SOON);
        Path directory = build.buildDirectory();
        restart();
        assertThat(jenkins.build("demo", 1).result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkins.build("demo", 1).console()).endsWith("Finished: SUCCESS\n");
        assertThat(directory).isDirectoryNotContaining("glob:**program");
    }
}
