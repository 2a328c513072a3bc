package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Given a build that ends without its step, or that is deleted, it leaves no job behind. */
@Timeout(180)
class BuildEndsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private Simulator simulator;
    private SimulatorRecord record;
    private EmbeddedJenkins jenkins;

    @BeforeEach
    void startJenkins() throws Exception {
        simulator = Simulator.start();
        record = simulator.record();
        jenkins = EmbeddedJenkins.start(home);
        jenkins.credentials().addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
    }

    @AfterEach
    void stopJenkins() {
        jenkins.close();
        simulator.close();
    }

    @Test
    void theJobsOfABuildThatWasKilledHardAreCancelled() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runPipeline("job", "sleep 600");
        startStep(build.run(), GenerationState.SUBMITTED);

        build.abort();

        awaitNoJobLeft(JobState.CANCELED);
    }

    @Test
    void anImageThatIsCompleteIsKeptWithABuildThatWasKilledHard() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        EmbeddedBuild build = jenkins.runPipeline("job", "sleep 600");
        startStep(build.run(), GenerationState.COMPLETED);

        build.abort();
        simulator.faults().clear();

        awaitNoJobLeft(JobState.SUCCEEDED);
        assertThat(build.artifacts()).containsKey("apple.jpg");
    }

    @Test
    void theJobsOfABuildThatIsDeletedAreCancelled() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runPipeline("job", "echo 'here'").await(PATIENCE);
        startStep(build.run(), GenerationState.SUBMITTED);

        build.run().delete();

        awaitNoJobLeft(JobState.CANCELED);
    }

    private static void startStep(Run<?, ?> run, GenerationState until) throws Exception {
        RecordingContext.forget();
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt("An apple");
        step.setWidth(256);
        step.setHeight(256);
        step.setOutput("apple.jpg");
        step.start(new RecordingContext(run.getExternalizableId())).start();
        Awaitility.await().atMost(PATIENCE).until(() -> state() == until);
    }

    /** Of the only image, as the only active journal has it. */
    private static GenerationState state() throws IOException {
        for (Path journal : FluxRuntime.get().activeJournals().list().values()) {
            return JournaledRun.read(journal).history().images().get(0).state();
        }
        return null;
    }

    private void awaitNoJobLeft(JobState state) throws Exception {
        record.awaitState(record.jobs().get(0).requestId(), state, PATIENCE);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> FluxRuntime.get().activeJournals().list().isEmpty());
        assertThat(record.submittedCount()).isEqualTo(1);
    }
}
