package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.sample.WaitStep;
import hudson.model.Result;
import jenkins.model.InterruptedBuildAction;
import org.junit.jupiter.api.Test;

class PipelineStopTest extends WithJenkins {
    @Test
    void abortsWhatWaits() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "try { waitFor 'x' } finally { echo 'cleaned up' }");
        waiting("x");
        build.abort("alice");
        assertThat(build.await(SOON).result()).isEqualTo(Result.ABORTED);
        assertThat(build.console())
                .contains("Aborted by alice\n", "\ncleaned up\n")
                .endsWith("[Pipeline] End of Pipeline\nFinished: ABORTED\n")
                .containsOnlyOnce("Aborted by alice");
        assertThat(build.run().getActions(InterruptedBuildAction.class)).hasSize(1);
        assertThat(WaitStep.EVENTS).contains("x stopped on Running demo #1");
    }

    @Test
    void abortsEveryBranch() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", """
                parallel a: { waitFor 'a' }, b: { node { sleep 600 } }, c: { timeout(5) { waitFor 'c' } }
                """);
        waiting("a");
        waiting("c");
        build.awaitConsole("Sleeping for 10 min", SOON).abort();
        assertThat(build.await(SOON).result()).isEqualTo(Result.ABORTED);
        assertThat(WaitStep.EVENTS).contains("a stopped on Running demo #1", "c stopped on Running demo #1");
    }

    @Test
    void isAbortedEvenIfTheScriptContinues() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "try { waitFor 'x' } catch (e) { echo e.class.simpleName }");
        waiting("x");
        build.abort();
        assertThat(build.await(SOON).result()).isEqualTo(Result.ABORTED);
        assertThat(build.console()).contains("\nFlowInterruptedException\n");
    }

    @Test
    void stopsWhenTheTimeIsOver() throws Exception {
        EmbeddedBuild build = run("timeout(time: 50, unit: 'MILLISECONDS') { waitFor 'x' }");
        assertThat(build.result()).isEqualTo(Result.ABORTED);
        assertThat(build.console())
                .contains("Timeout set to expire in 50 ms\n", "Cancelling nested steps due to timeout\n")
                .contains(
                        "[Pipeline] // timeout\n[Pipeline] End of Pipeline\nTimeout has been exceeded\nFinished: ABORTED\n");
    }

    @Test
    void stopsOnlyWhatIsInsideOfTheTimeout() throws Exception {
        // Long enough for the inner step to begin, however late its thread runs.
        EmbeddedBuild build = jenkins.runPipeline("demo", """
                parallel a: { echo waitFor('outside') },
                    b: {
                        try {
                            timeout(time: 2, unit: 'SECONDS') { parallel x: { waitFor 'inside' } }
                        } catch (e) {
                            echo 'over'
                        }
                    }
                """);
        waiting("outside");
        build.awaitConsole("\nover\n", SOON);
        complete("outside", "untouched");
        assertThat(build.await(SOON).console()).contains("\nuntouched\n");
        assertThat(WaitStep.EVENTS)
                .contains("inside stopped on Running demo #1")
                .doesNotContain("outside stopped");
    }

    @Test
    void retriesAfterATimeoutButNotAfterAnAbort() throws Exception {
        assertThat(run("retry(2) { timeout(time: 20, unit: 'MILLISECONDS') { waitFor 'x' } }")
                        .console())
                .contains("Timeout has been exceeded\nRetrying\n");
        EmbeddedBuild aborted = jenkins.runPipeline("demo", "retry(2) { waitFor 'y' }");
        waiting("y");
        aborted.abort();
        assertThat(aborted.await(SOON).console()).doesNotContain("Retrying");
    }

    @Test
    void takesAStepsResultWhenTheFlowEnds() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "waitFor name: 'x', result: 'UNSTABLE'");
        waiting("x");
        assertThat(build.result()).isNull();
        complete("x", null);
        assertThat(build.await(SOON).result()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void stopsEverythingWhenJenkinsEnds() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        jenkins.close();
        assertThat(build.isRunning()).isFalse();
        assertThat(build.result()).isEqualTo(Result.ABORTED);
    }
}
