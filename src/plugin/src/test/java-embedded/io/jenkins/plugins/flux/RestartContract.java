package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import flux.embedded.EmbeddedJenkins;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ground of all tests in which a Jenkins stops while a step makes images, and is started again in the same home. */
@Timeout(180)
abstract class RestartContract {

    static final String BUILD = "job#1";
    static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path home;

    Simulator simulator;
    SimulatorRecord record;
    EmbeddedJenkins jenkins;

    /** Of the last step. */
    StepExecution execution;

    ByteArrayOutputStream console;

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

    void boot() throws Exception {
        jenkins = EmbeddedJenkins.start(home);
        jenkins.credentials().addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
    }

    /** Stands for the build of a step: it is running, before the restart and after it. */
    void runningBuild() throws IOException {
        jenkins.runPipeline("job", "sleep 600");
    }

    /** Stands for the build of a step: it does not run any more after the restart, as a freestyle build would not. */
    void endedBuild() throws Exception {
        jenkins.runPipeline("job", "echo 'here'").await(Duration.ofSeconds(30));
    }

    /** The program data that Jenkins has on disk when it stops in that state of the only image. */
    byte[] startAndStop(FluxGenerateStep step, GenerationState state) throws Exception {
        byte[] program = startUntil(step, state);
        jenkins.shutDown();
        boot();
        assertThat(RecordingContext.isOver()).isFalse();
        return program;
    }

    byte[] startUntil(FluxGenerateStep step, GenerationState state) throws Exception {
        return startUntil(step, state, null);
    }

    /**
     * @param workspace of the step; null outside node
     */
    byte[] startUntil(FluxGenerateStep step, GenerationState state, @CheckForNull FilePath workspace) throws Exception {
        console = RecordingContext.inside(workspace);
        execution = step.start(new RecordingContext(BUILD));
        execution.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> state() == state);
        return serialised(execution);
    }

    static RecordingContext.Ending resume(byte[] program) throws Exception {
        begin(program);
        return RecordingContext.await(Duration.ofSeconds(60));
    }

    /** Goes on after a restart. */
    static void begin(byte[] program) throws Exception {
        deserialised(program).onResume();
    }

    static StepExecution deserialised(byte[] program) throws Exception {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(program))) {
            return (StepExecution) stream.readObject();
        }
    }

    static byte[] serialised(StepExecution execution) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(execution);
        }
        return bytes.toByteArray();
    }

    static FluxGenerateStep step(String prompt) {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt(prompt);
        step.setWidth(256);
        step.setHeight(256);
        step.setOutput("apple.jpg");
        return step;
    }

    GenerationState state() throws IOException {
        return activeJournals().isEmpty()
                ? null
                : journal().history().images().get(0).state();
    }

    static Run<?, ?> run() {
        return RecordingContext.run(BUILD);
    }

    /** The newest of the build. */
    JournaledRun journal() throws IOException {
        return journals()
                .max(Comparator.comparing(run -> run.history().started()))
                .orElseThrow();
    }

    private static Stream<JournaledRun> journals() throws IOException {
        List<JournaledRun> read = new ArrayList<>();
        for (BuildJournal journal : BuildJournal.of(run())) {
            read.add(journal.read());
        }
        return read.stream();
    }

    Map<String, Path> activeJournals() throws IOException {
        return FluxRuntime.get().activeJournals().list();
    }

    /**
     * What is logged of interrupted generations meanwhile.
     *
     * @param awaited what must be logged
     */
    static String logOf(Executable action, String... awaited) throws Exception {
        Logger logger = Logger.getLogger(InterruptedGenerations.class.getName());
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        StreamHandler handler = new StreamHandler(log, new SimpleFormatter());
        logger.addHandler(handler);
        try {
            action.run();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                handler.flush();
                return Stream.of(awaited).allMatch(log.toString(StandardCharsets.UTF_8)::contains);
            });
            CompletableFuture.runAsync(handler::flush, FluxRuntime.get().buildThreads())
                    .get();
        } finally {
            logger.removeHandler(handler);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    interface Executable {
        void run() throws Exception;
    }
}
