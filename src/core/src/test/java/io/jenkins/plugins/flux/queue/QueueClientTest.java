package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static io.jenkins.plugins.flux.queue.QueueClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.queue.QueueException.Kind;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol against a service without faults. */
@Timeout(20)
class QueueClientTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String OLD_SECRET = "sk-old-0123456789";
    private static final String POOR_SECRET = "sk-poor-0123456789";
    private static final String OTHER_SECRET = "sk-other-0123456789";

    private static Simulator simulator;
    private static QueueClient client;

    private final ApiKey key = ApiKey.of(simulator.apiKey());

    @TempDir
    Path directory;

    @BeforeAll
    static void startSimulator() throws IOException {
        simulator = Simulator.start(SimulatorSettings.builder()
                .key("sk-test-0123456789")
                .key(io.jenkins.plugins.flux.simulator.ApiKey.expired("old", OLD_SECRET))
                .key(io.jenkins.plugins.flux.simulator.ApiKey.withoutBalance("poor", POOR_SECRET))
                .key(io.jenkins.plugins.flux.simulator.ApiKey.forModels("other", OTHER_SECRET, "flux_kontext_pro"))
                .model("flux_pro_11")
                .model("flux_kontext_pro")
                .queue(Duration.ZERO)
                .run(Duration.ZERO)
                .build());
        client = client("flux_pro_11");
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void whenSubmitted_thenParametersAndKeyAreSentAndAJobIsReturned() throws Exception {
        ImageRequest request = ImageRequest.of(Map.of(
                PROMPT, "a \"fox\" 🦊", WIDTH, 512, HEIGHT, 256, SEED, "9007199254740993", OUTPUT_FORMAT, "png"));

        QueuedJob job = client.submit(request, key).get();

        Exchange sent = simulator.record().exchanges(Operation.SUBMIT).get(0);
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/model/v1/queue/flux_pro_11");
        assertThat(sent.body()).isEqualTo(request.toJson());
        assertThat(sent.keyName()).contains("default"); // the record masks the key itself
        assertThat(sent.header("authorization"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
        assertThat(sent.header("content-type")).contains("application/json");
        assertThat(job.requestId()).isEqualTo(simulator.record().jobs().get(0).requestId());
        assertThat(job.queuePosition()).hasValue(0);
        assertThat(job).isEqualTo(QueuedJob.of(client.endpoint(), job.requestId()));
    }

    @Test
    void whenPolledInQueueRunningAndCompleted_thenEachStatusAndTheResultOnlyAtTheEnd() throws Exception {
        simulator.faults().add(Fault.run(Duration.ofMillis(600)));
        simulator.faults().add(Fault.queue(Duration.ofMillis(600)));
        QueuedJob job = client.submit(fox(), key).get();

        assertThat(client.status(job, key).get()).isInstanceOf(JobStatus.InQueue.class);
        assertThat(client.result(job, key).get()).isEmpty();
        simulator.record().awaitState(job.requestId(), JobState.RUNNING, SOON);
        assertThat(client.status(job, key).get()).isEqualTo(new JobStatus.InProgress());
        assertThat(client.result(job, key).get()).isEmpty();
        simulator.record().awaitAllFinished(SOON);

        assertThat(client.status(job, key).get())
                .isInstanceOfSatisfying(
                        JobStatus.Completed.class,
                        completed -> assertThat(completed.inferenceSeconds())
                                .hasValueSatisfying(
                                        seconds -> assertThat(seconds).isPositive()));
        JobResult result = client.result(job, key).get().orElseThrow();
        assertThat(result.requestId()).isEqualTo(job.requestId());
        assertThat(result.outputs()).singleElement().isInstanceOfSatisfying(OutputImage.Remote.class, image -> {
            assertThat(image.url().toString()).startsWith(simulator.imageHost().toString());
            assertThat(image.contentType()).contains("image/jpeg");
            assertThat(image.width()).hasValue(256);
            assertThat(image.height()).hasValue(256);
        });
    }

    @ParameterizedTest
    @EnumSource(value = ResultShape.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void givenAnyKnownShape_thenAllImagesAreFound(ResultShape shape) throws Exception {
        simulator.faults().add(Fault.resultShape(shape));
        simulator.faults().add(Fault.outputs(2));

        JobResult result = result(finished(fox())).orElseThrow();

        assertThat(result.outputs()).hasSize(shape == ResultShape.RESULT_SAMPLE ? 1 : 2);
        boolean isInline = shape.name().contains("BASE64") || shape.name().contains("DATA_URI");
        assertThat(result.outputs())
                .hasOnlyElementsOfType(isInline ? OutputImage.Inline.class : OutputImage.Remote.class);
    }

    @Test
    void givenAnUnknownShape_thenProtocolWithIdAndWholeRawAnswer() throws Exception {
        simulator.faults().add(Fault.resultShape(ResultShape.UNKNOWN));
        QueuedJob job = finished(fox());

        QueueException failure = failureOf(client.result(job, key));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure.requestId()).contains(job.requestId());
        assertThat(failure.rawAnswer())
                .hasValueSatisfying(raw -> assertThat(raw).startsWith("{").endsWith("}"));
    }

    @Test
    void givenASeedBeyondEveryMachineNumber_thenItComesBackExactly() throws Exception {
        String seed = "1" + "0".repeat(60) + "7";

        JobResult result = result(
                        finished(ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 256, HEIGHT, 256, SEED, seed))))
                .orElseThrow();

        assertThat(result.seed()).contains(new BigInteger(seed));
        assertThat(result.metadataJson()).contains(seed);
    }

    @ParameterizedTest
    @CsvSource({
        "INFERENCE_FAILURE, INFERENCE_FAILED",
        "INFERENCE_TIMEOUT, TIMED_OUT",
        "REQUEST_INVALID, REJECTED",
        "CONTENT_BLOCKED, CONTENT_BLOCKED",
        "CANCELED, CANCELED",
        "INTERNAL_SERVER_ERROR, INFERENCE_FAILED",
    })
    void givenAFailedJob_thenStatusAndResultSayTheSame(ErrorType type, Kind kind) throws Exception {
        simulator.faults().add(Fault.jobError(type, "because of the fox"));
        QueuedJob job = finished(fox());

        JobStatus status = client.status(job, key).get();
        QueueException failure = failureOf(client.result(job, key));

        assertThat(status).isInstanceOfSatisfying(JobStatus.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(failed.errorType()).isEqualTo(type.name());
            assertThat(failed.message()).contains("because of the fox");
        });
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("because of the fox");
    }

    @Test
    void whenARunningJobIsCanceled_thenRequestedAndItEndsCanceled() throws Exception {
        simulator.faults().add(Fault.run(Duration.ofSeconds(30)));
        QueuedJob job = client.submit(fox(), key).get();

        assertThat(client.cancel(job, key).get()).isEqualTo(CancelAnswer.REQUESTED);
        simulator.record().awaitAllFinished(SOON);
        assertThat(client.status(job, key).get())
                .isInstanceOfSatisfying(
                        JobStatus.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.CANCELED));
    }

    @Test
    void whenACompletedJobIsCanceled_thenAlreadyCompleted() throws Exception {
        QueuedJob job = finished(fox());

        assertThat(client.cancel(job, key).get()).isEqualTo(CancelAnswer.ALREADY_COMPLETED);
    }

    @Test
    void givenAnUnknownJob_thenNotFound() throws Exception {
        QueuedJob unknown = QueuedJob.of(client.endpoint(), "mmsu_unknown");

        assertThat(client.cancel(unknown, key).get()).isEqualTo(CancelAnswer.NOT_FOUND);
        assertThat(failureOf(client.status(unknown, key)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failureOf(client.result(unknown, key)).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void givenAnUnknownModel_thenNotFound() {
        QueueException failure = failureOf(client("flux_9").submit(fox(), key));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure).hasMessageStartingWith("there is no model flux_9 at ");
    }

    @ParameterizedTest
    @CsvSource({"sk-unknown-0123456789, 403", OLD_SECRET + ", 401", POOR_SECRET + ", 403", OTHER_SECRET + ", 403"})
    void givenAKeyThatIsNotAllowed_whenSubmitted_thenUnauthorizedAndNothingAccepted(String secret) {
        QueueException failure = failureOf(client.submit(fox(), ApiKey.of(secret)));

        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure.httpStatus().orElseThrow()).isIn(401, 403);
        assertThat(failure).hasMessageContaining("check the credential");
        assertThat(simulator.record().submittedCount()).isZero();
    }

    @Test
    void whenAKeyIsChecked_thenOnlyAValidOnePassesAndNothingIsBilled() throws Exception {
        client.checkKey(key).get();

        assertThat(failureOf(client.checkKey(ApiKey.of("sk-unknown-0123456789")))
                        .kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(simulator.record().calls(Operation.MODELS)).isEqualTo(2);
        assertThat(simulator.record().submittedCount()).isZero();
    }

    @Test
    void givenAParameterThatTheServiceRefuses_thenRejectedInItsWords() throws Exception {
        ImageRequest request = fox().withImagePrompt(Files.writeString(directory.resolve("a.png"), "no image"));

        QueueException failure = failureOf(client.submit(request, key));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.httpStatus()).hasValue(422);
        assertThat(failure).hasMessageContaining("image_prompt").hasMessageEndingWith("; correct the parameters");
    }

    private static QueueClient client(String model) {
        return new QueueClient(new QueueEndpoint(simulator.baseUrl(), model), HttpAccess.direct());
    }

    private static ImageRequest fox() {
        return ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 256, HEIGHT, 256));
    }

    private QueuedJob finished(ImageRequest request) throws Exception {
        QueuedJob job = client.submit(request, key).get();
        simulator.record().awaitAllFinished(SOON);
        return job;
    }

    private Optional<JobResult> result(QueuedJob job) throws Exception {
        return client.result(job, key).get();
    }
}
