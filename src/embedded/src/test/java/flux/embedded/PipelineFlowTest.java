package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.sample.WaitStep;
import hudson.AbortException;
import hudson.model.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineFlowTest extends WithJenkins {
    @Test
    void givesTheScriptWhatAStepReturnsLater() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "def list = waitFor('x'); echo list[0].path");
        complete("x", List.of(java.util.Map.of("path", "hero.jpg")));
        assertThat(build.await(SOON).console())
                .contains("Waiting for x in build 1 of demo, workspace none", "\nhero.jpg\n");
    }

    @Test
    void letsTheScriptCatchWhatAStepThrows() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", """
                try {
                    waitFor 'x'
                } catch (hudson.AbortException e) {
                    echo "caught ${e.message}"
                } finally {
                    echo 'finally'
                }
                """);
        waiting("x").getContext().onFailure(new AbortException("sorry"));
        assertThat(build.await(SOON).result()).isEqualTo(Result.SUCCESS);
        assertThat(build.console()).contains("\ncaught sorry\n", "\nfinally\n");
    }

    @Test
    void ignoresASecondCompletion() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "echo waitFor('x'); waitFor 'y'");
        complete("x", "first");
        complete("x", "second");
        waiting("x").getContext().onFailure(new AbortException("too late"));
        complete("y", null);
        assertThat(build.await(SOON).console()).contains("\nfirst\n").doesNotContain("second", "too late");
    }

    @Test
    void runsBranchesSideBySideAndStepsOnOneThread() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", """
                def r = parallel a: { waitFor 'a' }, b: { waitFor 'b' }, c: { 'at once' }
                echo "${r.a} ${r.b} ${r.c}"
                """);
        waiting("a");
        complete("b", "B");
        complete("a", "A");
        assertThat(build.await(SOON).console()).contains("\nA B at once\n", "[Pipeline] // parallel\n");
        assertThat(WaitStep.EVENTS).containsExactly("a started on Running demo #1", "b started on Running demo #1");
    }

    @Test
    void stopsTheOtherBranchesWhenOneFailsFast() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline(
                "demo", "parallel a: { waitFor 'a' }, b: { waitFor 'b'; error 'bad' }, failFast: true");
        waiting("a");
        complete("b", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains("Failed in branch b\n", "Failed in branch a\n", "ERROR: bad\nFinished: FAILURE\n");
        assertThat(WaitStep.EVENTS).contains("a stopped on Running demo #1");
    }

    @Test
    void waitsForTheOtherBranchesOtherwise() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "parallel a: { echo waitFor('a') }, b: { error 'bad' }");
        build.awaitConsole("Failed in branch b", SOON);
        complete("a", "finished all the same");
        assertThat(build.await(SOON).console()).contains("\nfinished all the same\n", "ERROR: bad\n");
    }

    @Test
    void triesAgain() throws Exception {
        EmbeddedBuild build = run("""
                int n = 0
                def r = retry(3) {
                    n++
                    if (n < 3) {
                        error "try ${n}"
                    }
                    'done'
                }
                echo "${r} after ${n}"
                """);
        assertThat(build.console())
                .contains("ERROR: try 1\nRetrying\n[Pipeline] {\n", "ERROR: try 2\nRetrying\n", "\ndone after 3\n");
    }

    @Test
    void sleepsInSeconds() throws Exception {
        long start = System.nanoTime();
        assertThat(run("sleep time: 50, unit: 'MILLISECONDS'; sleep 0").console())
                .contains("Sleeping for 50 ms\n", "No need to sleep any longer\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void sharesExecutorsAndGivesEachNodeAWorkspaceOfItsOwn() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", """
                parallel a: { node { waitFor 'a' } }, b: { node { waitFor 'b' } }, c: { node { waitFor 'c' } }
                """);
        waiting("a");
        waiting("b");
        assertThat(WaitStep.WAITING).doesNotContainKey("c");
        complete("a", null);
        complete("c", null);
        complete("b", null);
        String workspace = home.resolve("workspace/demo").toString();
        assertThat(build.await(SOON).console())
                .contains("in " + workspace + "\n", "in " + workspace + "@2\n", "workspace given")
                .doesNotContain("@3");
        assertThat(home.resolve("workspace/demo")).doesNotExist();
    }

    @Test
    void notesWhoBlocksTheThreadOfThePipeline() throws Exception {
        jenkins.close();
        jenkins = EmbeddedJenkins.start(home, settings().withSlowCallLimit(Duration.ofMillis(300)));
        EmbeddedBuild build = run("bad 'block'");
        assertThat(build.slowCalls()).singleElement().satisfies(call -> {
            assertThat(call.step()).isEqualTo("bad");
            assertThat(call.method()).isEqualTo("start");
            assertThat(call.taken()).isBetween(Duration.ofSeconds(1), SOON);
            assertThat(call.stack()).contains("BadStep$Execution.start");
        });
    }

    @Test
    void failsWhatCouldNotBeStored() throws Exception {
        assertThat(run("bad 'unserializable'").console())
                .contains("java.io.NotSerializableException: java.lang.Object");
    }

    @Test
    void failsAStepThatEndsWithoutAResult() throws Exception {
        assertThat(run("bad 'silent'").console())
                .contains("claimed to have ended synchronously, but didn't set the result");
    }
}
