package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedJenkins;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Given a Jenkins that stops while images are made, the next one finds what was under way. */
@Timeout(180)
class ResumeTest {

    private static final String BUILD = "job#1";
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private Simulator simulator;
    private SimulatorRecord record;
    private EmbeddedJenkins jenkins;

    @BeforeEach
    void startJenkins() throws Exception {
        simulator = Simulator.start();
        record = simulator.record();
        boot();
    }

    @AfterEach
    void stopJenkins() {
        jenkins.close();
        simulator.close();
    }

    private void boot() throws Exception {
        jenkins = EmbeddedJenkins.start(home);
        jenkins.credentials().addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
    }

    /** Stands for the build of a step: it is running, before the restart and after it. */
    private void runningBuild() throws IOException {
        jenkins.runPipeline("job", "sleep 600");
    }

    /** Stands for the build of a step: it does not run any more after the restart, as a freestyle build would not. */
    private void endedBuild() throws Exception {
        jenkins.runPipeline("job", "echo 'here'").await(Duration.ofSeconds(30));
    }

    // A Pipeline goes on.

    @Test
    void aQueuedImageIsWatchedOnAndStored() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTED);

        Object result = resume(program).result();

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        assertThat(activeJournals()).isEmpty();
    }

    @Test
    void whatThePipelineStoresOfAStepIsSmallHoweverMuchItWasAskedFor() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));

        byte[] program = startAndStop(step("An apple. ".repeat(500)), GenerationState.SUBMITTED);

        assertThat(program).hasSizeLessThan(1_000);
    }

    @Test
    void aLostSubmitIsReportedAsUnknown() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTING);

        Throwable failure = resume(program).failure();

        assertThat(failure).hasMessageContaining("may exist and be billed").hasMessageContaining("it was sent at");
        assertThat(record.calls(Operation.SUBMIT)).isEqualTo(1);
    }

    @Test
    void anEndpointThatIsGoneIsNamedWithTheJobsThatMayGoOn() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTED);
        FluxEndpoint other = new FluxEndpoint("other");
        other.setBaseUrl(simulator.baseUrl().toString());
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(other));

        Throwable failure = resume(program).failure();

        assertThat(failure)
                .hasMessageContaining("simulator")
                .hasMessageContaining(record.jobs().get(0).requestId());
    }

    @Test
    void noFileHoldsTheKey() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));

        startAndStop(step("An apple"), GenerationState.SUBMITTED);

        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(simulator.apiKey());
            }
        }
    }

    // A build that did not live to see it.

    @Test
    void theJobsOfAFreestyleBuildAreCancelled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startAndStop(step("An apple"), GenerationState.SUBMITTED);

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
        assertThat(journal().history().isSettled()).isTrue();
    }

    @Test
    void theJobsOfABuildThatWasDeletedMeanwhileAreCancelled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), GenerationState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        build.deleteRecursive();

        boot();

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    @Test
    void anImageThatWasCompleteIsKept() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        startAndStop(step("An apple"), GenerationState.COMPLETED);
        simulator.faults().clear();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> activeJournals().isEmpty());
        assertThat(journal().history().images().get(0).state()).isEqualTo(GenerationState.STORED);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        assertThat(run().getArtifactManager().root().child("apple.jpg").isFile())
                .isTrue();
    }

    /** The program data that Jenkins has on disk when it stops in that state of the only image. */
    private byte[] startAndStop(FluxGenerateStep step, GenerationState state) throws Exception {
        byte[] program = startUntil(step, state);
        jenkins.shutDown();
        boot();
        assertThat(RecordingContext.isOver()).isFalse();
        return program;
    }

    private byte[] startUntil(FluxGenerateStep step, GenerationState state) throws Exception {
        RecordingContext.forget();
        StepExecution execution = step.start(new RecordingContext(BUILD));
        execution.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> state() == state);
        return serialised(execution);
    }

    private static RecordingContext.Ending resume(byte[] program) throws Exception {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(program))) {
            ((StepExecution) stream.readObject()).onResume();
        }
        return RecordingContext.await(Duration.ofSeconds(60));
    }

    private static byte[] serialised(StepExecution execution) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(execution);
        }
        return bytes.toByteArray();
    }

    private static FluxGenerateStep step(String prompt) {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt(prompt);
        step.setWidth(256);
        step.setHeight(256);
        step.setOutput("apple.jpg");
        return step;
    }

    private GenerationState state() throws IOException {
        return activeJournals().isEmpty()
                ? null
                : journal().history().images().get(0).state();
    }

    private static Run<?, ?> run() {
        return Run.fromExternalizableId(BUILD);
    }

    private JournaledRun journal() throws IOException {
        try (Stream<Path> files = Files.list(run().getRootDir().toPath().resolve("flux-generate"))) {
            return JournaledRun.read(files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private Map<String, Path> activeJournals() throws IOException {
        return FluxRuntime.get().activeJournals().list();
    }
}
