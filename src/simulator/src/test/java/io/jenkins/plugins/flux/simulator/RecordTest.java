package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator records, and waiting for it. */
class RecordTest extends WithSimulator {
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    @Test
    void exchangesAreRemembered() throws Exception {
        Instant before = Instant.now();
        URI withQuery = URI.create(client.queue() + "?trace=1");
        HttpRequest request = client.request("POST", withQuery, "{\"prompt\":\"a boat\"}")
                .header("X-Request-Id", "trace-7")
                .build();
        String requestId = TestClient.send(request).json().get("request_id").asText();

        Exchange exchange = simulator.record().exchanges(Operation.SUBMIT).get(0);

        assertThat(exchange.number()).isOne();
        assertThat(exchange.time()).isBetween(before, Instant.now());
        assertThat(exchange.host()).isEqualTo(HostRole.API);
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.path()).isEqualTo("/model/v1/queue/flux_pro_11?trace=1");
        assertThat(exchange.requestId()).contains(requestId);
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.header("x-request-id")).contains("trace-7");
        assertThat(exchange.header("x-none")).isEmpty();
        assertThat(exchange.keyName()).contains("default");
        assertThat(exchange.body()).isEqualTo("{\"prompt\":\"a boat\"}");
        assertThat(exchange.effects()).isEmpty();
    }

    @Test
    void jobsAreRemembered() throws Exception {
        String requestId = client.finish("a boat");
        client.status(requestId);
        client.status(requestId);
        TestClient.get(client.imageUrl(requestId));
        client.cancel(requestId);

        JobRecord job = simulator.record().job(requestId).orElseThrow();

        assertThat(job.model()).isEqualTo(TestClient.MODEL);
        assertThat(job.keyName()).isEqualTo("default");
        assertThat(job.parameters().prompt()).isEqualTo("a boat");
        assertThat(job.parameters().width()).isEqualTo(256);
        assertThat(job.submittedAt()).isEqualTo(job.changes().get(0).at());
        assertThat(job.reached(JobState.RUNNING)).isTrue();
        assertThat(job.reached(JobState.FAILED)).isFalse();
        assertThat(job.polls()).isEqualTo(2);
        assertThat(simulator.record().polls(requestId)).isEqualTo(2);
        assertThat(simulator.record().polls("mmsu_none")).isZero();
        assertThat(job.resultFetches()).hasSize(1);
        assertThat(job.imageDownloads()).hasSize(1);
        assertThat(job.cancels()).hasSize(1);
        assertThat(simulator.record().exchanges())
                .extracting(Exchange::operation)
                .containsExactly(
                        Operation.SUBMIT,
                        Operation.STATUS,
                        Operation.STATUS,
                        Operation.RESULT,
                        Operation.IMAGE,
                        Operation.CANCEL);
        assertThat(simulator.record().maxConcurrentCalls()).isOne();
    }

    @Test
    void keysAreNeverStored() throws Exception {
        client.submitPrompt("the key is " + simulator.apiKey());
        new TestClient(simulator, "Bearer some-other-secret").submitPrompt("a boat");
        TestClient.get(URI.create(client.queue() + "?key=" + simulator.apiKey()));

        assertThat(simulator.record().exchanges().toString())
                .doesNotContain(simulator.apiKey())
                .doesNotContain("some-other-secret")
                .contains("<key default>")
                .contains("<unknown key>");
        assertThat(simulator.record().exchanges().get(0).header("authorization"))
                .contains("Bearer <key default>");
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    @Test
    void imageHostMustNotSeeAnyKey() throws Exception {
        URI image = client.imageOf("a boat");
        TestClient.get(image);
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();

        TestClient.send(HttpRequest.newBuilder(image)
                .header("Authorization", "Bearer other")
                .build());
        assertThat(simulator.record().keySeenAtImageHost()).isTrue();
        simulator.reset();
        assertThat(simulator.record().keySeenAtImageHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "url", "base64", "in base64 1", "in base64 2"})
    void keyIsSeenInEveryEncoding(String encoding) throws Exception {
        try (Simulator odd =
                Simulator.start(SimulatorSettings.builder().key("sk+/odd=key").build())) {
            String key = odd.apiKey();
            String carried = switch (encoding) {
                case "plain" -> key;
                case "url" -> "sk%2B%2Fodd%3Dkey";
                case "base64" -> base64(key);
                case "in base64 1" -> base64("u:" + key + "&more");
                default -> base64("ur:" + key + "!");
            };

            TestClient.send(HttpRequest.newBuilder(odd.imageHost().resolve("/any"))
                    .header("X-Token", carried)
                    .build());

            assertThat(odd.record().keySeenAtImageHost()).isTrue();
            assertThat(odd.record().exchanges().get(0).header("x-token").orElseThrow())
                    .contains("<key default>");
        }
    }

    @Test
    void bodiesAreCut() throws Exception {
        client.submitPrompt("b".repeat(1_200_000));

        assertThat(simulator.record().exchanges().get(0).body()).hasSize(1024 * 1024);
    }

    @Test
    void awaitReturnsAsSoonAsItsConditionHolds() throws Exception {
        CompletableFuture<JobRecord> waiting = CompletableFuture.supplyAsync(
                () -> simulator.record().awaitJobs(2, TestClient.SOON).get(1));
        client.take("first boat");
        String second = client.take("second boat [[queue=1m]]");

        assertThat(waiting.get().requestId()).isEqualTo(second);
        simulator.record().awaitCalls(Operation.SUBMIT, 2, AT_ONCE);
        assertThat(simulator
                        .record()
                        .awaitState(second, JobState.QUEUED, AT_ONCE)
                        .state())
                .isEqualTo(JobState.QUEUED);
    }

    @Test
    void awaitSaysWhatDidNotCome() {
        assertThatThrownBy(() -> simulator.record().awaitJobs(3, AT_ONCE))
                .isInstanceOf(SimulatorTimeoutException.class)
                .hasMessageContaining("3 jobs")
                .hasMessageContaining("submitted=0");
        assertThatThrownBy(() -> simulator.record().awaitState("mmsu_none", JobState.RUNNING, AT_ONCE))
                .isInstanceOf(SimulatorTimeoutException.class);
    }

    @Test
    void awaitEndsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> simulator.record().awaitJobs(3, TestClient.SOON))
                .isInstanceOf(SimulatorTimeoutException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void resetForgetsEverything() throws Exception {
        URI image = client.imageOf("a boat");
        client.take("a boat [[queue=1m]]");

        simulator.reset();

        assertThat(simulator.record().jobs()).isEmpty();
        assertThat(simulator.record().exchanges()).isEmpty();
        assertThat(simulator.record().submittedCount()).isZero();
        assertThat(simulator.record().jobsLeftRunning()).isZero();
        assertThat(TestClient.get(image).status()).isEqualTo(404);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
