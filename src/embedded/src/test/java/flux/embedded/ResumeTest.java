package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.sample.WaitStep;
import hudson.AbortException;
import hudson.model.Result;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** How a Pipeline resumes after an orderly shutdown of Jenkins. */
class ResumeTest extends WithJenkins {
    @Test
    void goesOnWhereItWas() throws Exception {
        EmbeddedBuild build = restartAt("x", "def a = 'one'; echo a; echo waitFor('x'); echo \"two and ${a}\"");
        build.awaitConsole("Ready to run", SOON);
        complete("x", "done");
        assertThat(build.await(SOON).result()).isEqualTo(Result.SUCCESS);
        assertThat(timeless(build)).isEqualTo("""
                Started by user admin
                [Pipeline] Start of Pipeline
                [Pipeline] echo
                one
                [Pipeline] waitFor
                Waiting for x in build 1 of demo, workspace none
                Resuming build after Jenkins restart
                Still waiting for x in demo #1 in null, noted nothing
                Ready to run
                [Pipeline] echo
                done
                [Pipeline] echo
                two and one
                [Pipeline] End of Pipeline
                Finished: SUCCESS
                """);
        assertThat(build.buildDirectory().resolve("program")).doesNotExist();
    }

    @Test
    void goesOnAgainAndAgain() throws Exception {
        restartAt("x", "waitFor 'x'; waitFor 'y'; echo waitFor('z')");
        complete("x", null);
        waiting("y");
        restart();
        complete("y", null);
        waiting("z");
        restart();
        waiting("z");
        restart();
        complete("z", "at last");
        assertThat(jenkins.build("demo", 1).await(SOON).console()).contains("\nat last\n");
        assertThat(WaitStep.EVENTS)
                .filteredOn(event -> event.contains("started"))
                .hasSize(3);
    }

    @Test
    void showsThatItIsNotOver() throws Exception {
        EmbeddedBuild before = jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        jenkins.shutDown();
        assertThat(before.isRunning()).isFalse();
        assertThatThrownBy(() -> before.await(SOON)).hasMessageContaining("resumes when Jenkins is started again");
        assertThat(before.console()).doesNotContain("Finished");
        jenkins = EmbeddedJenkins.start(home);
        EmbeddedBuild build = jenkins.build("demo", 1);
        assertThat(build.isRunning()).isTrue();
        assertThat(build.run().isBuilding()).isTrue();
    }

    @Test
    void findsJobsInFolders() throws Exception {
        jenkins.folder("team");
        jenkins.runPipeline("team/web/demo", "waitFor 'x'");
        waiting("x");
        restart();
        complete("x", null);
        EmbeddedBuild build = jenkins.build("team/web/demo", 1).await(SOON);
        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkins.runPipeline("team/web/demo", "echo 'again'").run().number)
                .isEqualTo(2);
    }

    @Test
    void doesNothingTwice() throws Exception {
        EmbeddedBuild build = restartAt("x", """
                node {
                    writeFile file: 'a', text: 'first'
                    def there = fileExists('b')
                    waitFor 'x'
                    echo "${there} then ${fileExists('b')}"
                }
                """);
        Files.writeString(build.workspace().resolve("a"), "second");
        Files.writeString(build.workspace().resolve("b"), "");
        complete("x", null);
        assertThat(build.await(SOON).console()).contains("\nfalse then true\n");
        assertThat(build.workspace().resolve("a")).hasContent("second");
    }

    @Test
    void remembersFailures() throws Exception {
        jenkins.runPipeline("demo", """
                def seen = []
                try { waitFor 'x' } catch (hudson.AbortException e) { seen << e.message }
                try { fileExists 'nothing' } catch (e) { seen << e.class.simpleName }
                waitFor 'y'
                echo "saw ${seen}"
                """);
        waiting("x").getContext().onFailure(new AbortException("sorry"));
        waiting("y");
        restart();
        complete("y", null);
        assertThat(jenkins.build("demo", 1).await(SOON).console())
                .contains("\nsaw [sorry, MissingContextVariableException]\n");
    }

    @Test
    void takesUpEachBranch() throws Exception {
        EmbeddedBuild before = jenkins.runPipeline("demo", """
                def order = []
                def r = parallel a: { waitFor 'a'; order << 'a'; waitFor 'a2' },
                                 b: { waitFor 'b'; order << 'b'; echo 'b is done'; 'B' },
                                 c: { order << 'c'; waitFor 'c'; echo 'c is done'; 'C' }
                echo "${order} ${r}"
                """);
        waiting("c");
        complete("b", null);
        before.awaitConsole("b is done", SOON);
        complete("a", null);
        waiting("a2");
        restart();
        EmbeddedBuild build = jenkins.build("demo", 1);
        complete("c", null);
        build.awaitConsole("c is done", SOON);
        complete("a2", "A");
        assertThat(build.await(SOON).console())
                .containsOnlyOnce("{ (Branch: a)")
                .containsOnlyOnce("b is done")
                .contains("\n[c, b, a] [b:B, c:C, a:A]\n");
        assertThat(WaitStep.EVENTS)
                .filteredOn(event -> event.contains("resumed"))
                .hasSize(2);
    }

    @Test
    void failsFastAlsoWhatWasRestored() throws Exception {
        EmbeddedBuild build =
                restartAt("a", "parallel a: { waitFor 'a' }, b: { waitFor 'b'; error 'bad' }, failFast: true");
        complete("b", null);
        assertThat(build.await(SOON).console())
                .contains("Failed in branch b\n", "Failed in branch a\n", "ERROR: bad\nFinished: FAILURE\n");
    }

    @Test
    void keepsExecutorsAndWorkspaces() throws Exception {
        jenkins.runPipeline("demo", "node { waitFor 'a'; node { waitFor 'b' } }");
        complete("a", null);
        waiting("b");
        restart();
        EmbeddedBuild other = jenkins.runPipeline("demo", "node { waitFor 'c' }");
        other.awaitConsole("[Pipeline] node", SOON);
        complete("b", null);
        complete("c", null);
        assertThat(jenkins.build("demo", 1).await(SOON).console())
                .contains("Running on Jenkins in " + home.resolve("workspace/demo@2") + "\n");
        // In the one that is free first.
        assertThat(other.await(SOON).console()).contains("Running on Jenkins in " + home.resolve("workspace/demo"));
    }

    @Test
    void givesStepsTheirSurroundingsAgain() throws Exception {
        EmbeddedBuild build = restartAt("x", "node { waitFor 'x' }");
        build.awaitConsole("Still waiting for x in demo #1 in " + home.resolve("workspace/demo"), SOON);
        complete("x", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void triesAsOftenAsItWouldHave() throws Exception {
        EmbeddedBuild build = restartAt("x2", """
                int n = 0
                try { retry(3) { n++; if (n == 2) { waitFor 'x2' }; error "try ${n}" } } catch (e) { echo "${n} times" }
                """);
        complete("x2", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.SUCCESS);
        assertThat(build.console())
                .containsOnlyOnce("ERROR: try 1\nRetrying\n")
                .containsOnlyOnce("ERROR: try 2\nRetrying\n")
                .contains("\n3 times\n");
    }

    @Test
    void keepsTheResultSoFar() throws Exception {
        EmbeddedBuild build = restartAt("x", "waitFor name: 'x', result: 'UNSTABLE'; echo 'end'");
        complete("x", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void keepsATimeoutRunning() throws Exception {
        EmbeddedBuild build = restartAt("x", "timeout(10) { waitFor 'x' }");
        build.awaitConsole("Timeout set to expire in 9 min 5", SOON);
        complete("x", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void canBeAborted() throws Exception {
        EmbeddedBuild build = restartAt("x", "waitFor 'x'");
        waiting("x");
        build.abort("alice");
        assertThat(build.await(SOON).result()).isEqualTo(Result.ABORTED);
        assertThat(WaitStep.EVENTS).contains("x stopped on Running demo #1");
        assertThat(build.console()).contains("Aborted by alice\n");
    }
}
