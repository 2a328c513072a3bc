package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import flux.embedded.EmbeddedJenkins;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.recovery.OrphanedJobs;
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

/** The base of tests in which a Jenkins stops while a step generates images, and is started again in the same home. */
@Timeout(180)
public abstract class RestartContract {

    protected static final String BUILD = "job#1";
    public static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    public Path home;

    public Simulator simulator;
    public SimulatorRecord record;
    public EmbeddedJenkins jenkins;

    /** The execution of the last step. */
    protected StepExecution execution;

    protected ByteArrayOutputStream console;

    @BeforeEach
    protected void startJenkins() throws Exception {
        simulator = Simulator.start();
        record = simulator.record();
        boot();
    }

    @AfterEach
    protected void stopJenkins() {
        jenkins.close();
        simulator.close();
    }

    protected void boot() throws Exception {
        jenkins = EmbeddedJenkins.start(home);
        jenkins.credentials().addSecretText("odirouter", simulator.apiKey());
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(simulator.baseUrl().toString());
        endpoint.setCredentialsId("odirouter");
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
    }

    /** Makes the build of a step run before and after the restart. */
    protected void runningBuild() throws IOException {
        jenkins.runPipeline("job", "sleep 600");
    }

    /** Makes the build of a step end with the restart, like a freestyle build. */
    protected void endedBuild() throws Exception {
        jenkins.runPipeline("job", "echo 'here'").await(Duration.ofSeconds(30));
    }

    /** Stops Jenkins in a state of the only image, and returns the program data that it has on disk. */
    protected byte[] startAndStop(FluxGenerateStep step, ImageState state) throws Exception {
        byte[] program = startUntil(step, state);
        jenkins.shutDown();
        boot();
        assertThat(RecordingContext.isOver()).isFalse();
        return program;
    }

    protected byte[] startUntil(FluxGenerateStep step, ImageState state) throws Exception {
        return startUntil(step, state, null);
    }

    /**
     * @param workspace of the step; null outside node
     */
    protected byte[] startUntil(FluxGenerateStep step, ImageState state, @CheckForNull FilePath workspace)
            throws Exception {
        console = RecordingContext.inside(workspace);
        execution = step.start(new RecordingContext(BUILD));
        execution.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> state() == state);
        return serialized(execution);
    }

    protected static RecordingContext.Ending resume(byte[] program) throws Exception {
        begin(program);
        return RecordingContext.await(Duration.ofSeconds(60));
    }

    /** Resumes the step after a restart. */
    protected static void begin(byte[] program) throws Exception {
        deserialized(program).onResume();
    }

    protected static StepExecution deserialized(byte[] program) throws Exception {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(program))) {
            return (StepExecution) stream.readObject();
        }
    }

    protected static byte[] serialized(StepExecution execution) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(execution);
        }
        return bytes.toByteArray();
    }

    protected static FluxGenerateStep step(String prompt) {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt(prompt);
        step.setWidth(256);
        step.setHeight(256);
        step.setOutput("apple.jpg");
        return step;
    }

    protected ImageState state() throws IOException {
        return activeJournals().isEmpty()
                ? null
                : journal().history().images().get(0).state();
    }

    protected static Run<?, ?> run() {
        return RecordingContext.run(BUILD);
    }

    /** The newest journal of the build. */
    protected JournaledBatch journal() throws IOException {
        return journals()
                .max(Comparator.comparing(run -> run.history().started()))
                .orElseThrow();
    }

    private static Stream<JournaledBatch> journals() throws IOException {
        List<JournaledBatch> read = new ArrayList<>();
        for (StepJournal journal : StepJournal.of(run())) {
            read.add(journal.read());
        }
        return read.stream();
    }

    protected Map<String, Path> activeJournals() throws IOException {
        return JournalIndex.get().list();
    }

    /**
     * Returns what is logged about interrupted batches during an action.
     *
     * @param awaited what must have been logged
     */
    protected static String logOf(Executable action, String... awaited) throws Exception {
        Logger logger = Logger.getLogger(OrphanedJobs.class.getName());
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
    public interface Executable {
        void run() throws Exception;
    }
}
