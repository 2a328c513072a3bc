package io.jenkins.plugins.flux.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedBuild;
import io.jenkins.plugins.flux.FluxGenerateBuilder;
import io.jenkins.plugins.flux.RestartContract;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A build that ends before its step, or is deleted, leaves no job running. */
class BuildEndsTest extends RestartContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theJobsOfABuildThatWasKilledHardAreCanceled() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runPipeline("job", "sleep 600");
        startUntil(step("An apple"), ImageState.SUBMITTED);

        build.abort();

        awaitNoJobLeft(JobState.CANCELED);
    }

    @Test
    void anImageThatIsCompleteIsKeptWithABuildThatWasKilledHard() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        EmbeddedBuild build = jenkins.runPipeline("job", "sleep 600");
        startUntil(step("An apple"), ImageState.COMPLETED);

        build.abort();
        simulator.faults().clear();

        awaitNoJobLeft(JobState.SUCCEEDED);
        assertThat(build.artifacts()).containsKey("apple.jpg");
    }

    @Test
    void theJobsOfABuildThatIsDeletedAreCanceled() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runPipeline("job", "echo 'here'").await(PATIENCE);
        startUntil(step("An apple"), ImageState.SUBMITTED);

        build.run().delete();

        awaitNoJobLeft(JobState.CANCELED);
    }

    @Test
    void aFreestyleBuildDoesNotHoldUpTheEndOfJenkins() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runFreestyle("job", new FluxGenerateBuilder(step("An apple")))
                .awaitConsole("submitted, request id", PATIENCE);

        jenkins.shutDown();

        assertThat(build.isRunning()).isFalse();
        assertThat(build.console()).contains("Build was aborted");
    }

    private void awaitNoJobLeft(JobState state) throws Exception {
        record.awaitState(record.jobs().get(0).requestId(), state, PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> activeJournals().isEmpty());
        assertThat(record.submittedCount()).isEqualTo(1);
    }
}
