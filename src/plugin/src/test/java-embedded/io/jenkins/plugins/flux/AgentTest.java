package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import flux.embedded.EmbeddedAgent;
import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Given an agent that disconnects while a step inside node generates images, nothing is lost, and the images follow it.
 */
class AgentTest extends RestartContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = "Waiting for the workspace: the agent builder is not connected";

    private EmbeddedAgent agent;
    private Path files;

    @BeforeEach
    void connectAgent() throws Exception {
        runningBuild();
        agent = jenkins.addAgent("builder");
        files = agent.root().resolve("workspace");
    }

    private FilePath workspace() {
        return agent.directory("workspace");
    }

    private static FluxGenerateStep notArchived() {
        FluxGenerateStep step = step("An apple");
        step.setArchive(false);
        return step;
    }

    @Test
    void anAgentThatWasAwayWhileTheJobWasQueuedGetsTheImage() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        startUntil(step("An apple"), ImageState.SUBMITTED, workspace());
        agent.disconnect();
        agent.connect();

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();

        assertThat(files.resolve("apple.jpg")).exists();
        assertThat(consoleText()).doesNotContain(WAITING);
    }

    @Test
    void anAgentThatIsAwayAtTheEndGetsTheImageWhenItIsBack() throws Exception {
        startAndLoseAgent(step("An apple"));
        awaitWaiting();
        assertThat(isArchived()).isTrue();
        assertThat(RecordingContext.isOver()).isFalse();

        agent.connect();

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(files.resolve("apple.jpg")).exists();
        assertThat(files.resolve("flux-generate.json")).exists();
        assertThat(consoleText()).containsOnlyOnce(WAITING).contains("The agent of the workspace is connected again");
    }

    @Test
    void anImageThatWasNotToBeArchivedIsArchivedUntilThen() throws Exception {
        startAndLoseAgent(notArchived());
        awaitWaiting();
        assertThat(isArchived()).isTrue();

        agent.connect();

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(files.resolve("apple.jpg")).exists();
    }

    @Test
    void anAbortEndsTheWaiting() throws Exception {
        startAndLoseAgent(step("An apple"));
        awaitWaiting();

        execution.stop(new FlowInterruptedException(Result.ABORTED, true));

        assertThat(RecordingContext.await(PATIENCE).failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(isArchived()).isTrue();
    }

    @Test
    void anAgentThatIsNotBackAfterARestartKeepsNoJobWaiting() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startUntil(step("An apple"), ImageState.SUBMITTED, workspace());
        jenkins.shutDown();
        boot();
        console = RecordingContext.inside(null);

        begin(program);
        awaitWaiting();
        assertThat(isArchived()).isTrue();
        agent = jenkins.addAgent("builder");

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(files.resolve("apple.jpg")).exists();
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void theManifestNamesTheImagePromptAfterARestartToo() throws Exception {
        byte[] reference = makeReference();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startUntil(guided(), ImageState.SUBMITTED, workspace());
        restartWithAgent();

        begin(program);

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(new ObjectMapper()
                        .readTree(files.resolve("flux-generate.json").toFile())
                        .at("/images/1/parameters/imagePromptSha256")
                        .asText())
                .isEqualTo(sha256(reference));
    }

    @Test
    void anImagePromptIsSubmittedAsItWasWhenTheStepBeganEvenIfItsAgentIsNotBack() throws Exception {
        byte[] reference = makeReference();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startUntil(secondIsGuided(), ImageState.SUBMITTED, workspace());
        jenkins.shutDown();
        Files.write(files.resolve("reference.png"), otherReference());
        boot();
        oneAtATime();
        console = RecordingContext.inside(null);

        begin(program);
        awaitWaiting();

        assertThat(record.submittedCount()).isEqualTo(3);
        assertThat(record.jobs().get(2).parameters().imagePromptSha256()).contains(sha256(reference));
        agent = jenkins.addAgent("builder");
        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(files.resolve("pear.jpg")).exists();
    }

    @Test
    void anImagePromptWithoutACopyIsReadAgain() throws Exception {
        byte[] reference = makeReference();
        byte[] program = startUntilCopiesAreLost();
        agent = jenkins.addAgent("builder");

        begin(program);

        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        assertThat(record.jobs().get(2).parameters().imagePromptSha256()).contains(sha256(reference));
    }

    @Test
    void anImagePromptThatHasBecomeAnotherFileFailsOnlyItsImage() throws Exception {
        makeReference();
        byte[] program = startUntilCopiesAreLost();
        Files.write(files.resolve("reference.png"), otherReference());
        agent = jenkins.addAgent("builder");

        begin(program);

        assertThat(RecordingContext.await(PATIENCE).failure())
                .hasMessageContaining("its image prompt could not be read again");
        assertThat(consoleText()).contains("it must be the same file as when the step began");
        assertThat(files.resolve("apple.jpg")).exists();
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void anImagePromptOnAnAgentThatIsAwayFailsOnlyItsImage() throws Exception {
        makeReference();
        byte[] program = startUntilCopiesAreLost();

        begin(program);
        awaitWaiting();
        assertThat(isArchived()).isTrue();
        agent = jenkins.addAgent("builder");

        assertThat(RecordingContext.await(PATIENCE).failure())
                .hasMessageContaining("its image prompt could not be read again");
        assertThat(files.resolve("apple.jpg")).exists();
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    /** As if an earlier release had begun the step. */
    private byte[] startUntilCopiesAreLost() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startUntil(secondIsGuided(), ImageState.SUBMITTED, workspace());
        Path temporary =
                new StepJournal(run(), activeJournals().keySet().iterator().next()).temporaryDirectory();
        jenkins.shutDown();
        try (Stream<Path> copies = Files.list(temporary)) {
            for (Path copy : copies.toList()) {
                Files.delete(copy);
            }
        }
        boot();
        oneAtATime();
        console = RecordingContext.inside(null);
        return program;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whatNoBuildWaitsForIsCanceledEvenIfAnImagePromptIsNeeded() throws Exception {
        makeReference();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(secondIsGuided(), ImageState.SUBMITTED, workspace());
        jenkins.shutDown();
        boot();

        jenkins.build("job", 1).abort();

        record.awaitState(record.jobs().get(1).requestId(), JobState.CANCELED, PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> activeJournals().isEmpty());
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    /** The first image has no image prompt; the second waits for its turn behind it. */
    private FluxGenerateStep secondIsGuided() throws Exception {
        oneAtATime();
        FluxGenerateImage first = new FluxGenerateImage();
        first.setOutput("apple.jpg");
        FluxGenerateImage second = new FluxGenerateImage();
        second.setOutput("pear.jpg");
        second.setImagePrompt("reference.png");
        FluxGenerateStep step = step("An apple");
        step.setOutput(null);
        step.setFailFast(false);
        step.setImages(List.of(first, second));
        return step;
    }

    private void oneAtATime() {
        jenkins.configuration(FluxGenerateConfiguration.class)
                .getEndpoints()
                .get(0)
                .setMaxConcurrent(1);
    }

    private static FluxGenerateStep guided() {
        FluxGenerateStep step = step("An apple");
        step.setImagePrompt("reference.png");
        return step;
    }

    /** Generates an image in the workspace with a separate step. */
    private byte[] makeReference() throws Exception {
        FluxGenerateStep step = step("Reference");
        step.setOutput("reference.png");
        step.setOutputFormat("png");
        startAndAwait(step);
        return Files.readAllBytes(files.resolve("reference.png"));
    }

    private byte[] otherReference() throws Exception {
        byte[] bytes = Files.readAllBytes(files.resolve("reference.png"));
        bytes[bytes.length - 1]++;
        return bytes;
    }

    private void startAndAwait(FluxGenerateStep step) throws Exception {
        console = RecordingContext.inside(workspace());
        step.start(new RecordingContext(BUILD)).start();
        assertThat(RecordingContext.await(PATIENCE).failure()).isNull();
        Awaitility.await().atMost(PATIENCE).until(() -> activeJournals().isEmpty());
    }

    private void startAndLoseAgent(FluxGenerateStep step) throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        startUntil(step, ImageState.COMPLETED, workspace());
        agent.disconnect();
        simulator.faults().clear();
    }

    private void restartWithAgent() throws Exception {
        jenkins.shutDown();
        boot();
        agent = jenkins.addAgent("builder");
        console = RecordingContext.inside(null);
    }

    private void awaitWaiting() {
        Awaitility.await().atMost(PATIENCE).until(() -> consoleText().contains(WAITING));
    }

    private static boolean isArchived() throws Exception {
        return run().getArtifactManager().root().child("apple.jpg").isFile();
    }

    private String consoleText() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
