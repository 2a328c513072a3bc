package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.sample.Events;
import flux.embedded.sample.SampleBuilder;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;

/** What an orderly shutdown of Jenkins means for builds and plugins. */
class ShutDownTest extends WithJenkins {
    @Test
    void leavesPipelinesAndInterruptsFreestyleBuilds() throws Exception {
        EmbeddedBuild pipeline = jenkins.runPipeline("demo", "node { waitFor 'x' }");
        waiting("x");
        EmbeddedBuild freestyle =
                jenkins.runFreestyle("free", new SampleBuilder("wait")).awaitConsole("waiting", SOON);
        jenkins.shutDown();
        assertThat(Jenkins.getInstanceOrNull()).isNull();
        assertThat(freestyle.result()).isEqualTo(Result.ABORTED);
        assertThat(freestyle.console()).endsWith("Build was aborted\nFinished: ABORTED\n");
        assertThat(pipeline.result()).isNull();
        assertThat(pipeline.console()).doesNotContain("abort", "Finished");
    }

    @Test
    void notifiesPluginsFirst() throws Exception {
        jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        jenkins.runPipeline("other", "echo 'x'").await(SOON);
        restart();
        assertThat(Events.TOLD)
                .containsExactly(
                        "loaded",
                        "finalized other #1 over",
                        "before shutdown demo #1 building other #1 over",
                        "loaded demo #1 building other #1 over");
        complete("x", null);
        jenkins.build("demo", 1).await(SOON);
        assertThat(Events.TOLD).endsWith("finalized demo #1 over");
    }

    @Test
    void ignoresWhatStepsSayAfterwards() throws Exception {
        jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        var late = waiting("x").getContext();
        restart();
        late.onSuccess("too late");
        assertThatThrownBy(() -> late.saveState().get()).hasMessageContaining("waitFor can no longer be stored");
        complete("x", null);
        assertThat(jenkins.build("demo", 1).await(SOON).result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void closesOnce() throws Exception {
        jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        jenkins.shutDown();
        jenkins.close();
        assertThat(Events.TOLD).containsExactly("loaded", "before shutdown demo #1 building");
    }

    @Test
    void deletedBuildsAreGone() throws Exception {
        Run<?, ?> run = run("echo 'x'").run();
        run.delete();
        assertThat(Events.TOLD).endsWith("finalized demo #1 over", "deleted demo #1 with its files");
        restart();
        Object deleted = jenkins.jenkins().getItemByFullName("demo", Job.class).getBuildByNumber(1);
        assertThat(deleted).isNull();
        assertThat(run("echo 'y'").run().number).isEqualTo(2);
    }
}
