package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the protocol without faults. */
class ProtocolTest extends WithSimulator {
    @Override
    SimulatorSettings settings() {
        return SimulatorSettings.builder()
                .model(TestClient.MODEL)
                .model("flux_2_pro")
                .maxRequestBytes(100_000)
                .build();
    }

    @Test
    void createAnswersItsFiveFields() throws Exception {
        Answer created = client.submitPrompt("a boat");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.header("content-type")).isEqualTo("application/json");
        assertThat(fields(created.json()))
                .containsExactlyInAnyOrder("request_id", "response_url", "status_url", "cancel_url", "queue_position");
        String requestId = created.json().get("request_id").asText();
        assertThat(requestId).matches("mmsu_[0-9a-f]{32}");
        assertThat(created.json().get("status_url").asText())
                .isEqualTo(client.job(requestId, "status").toString());
        assertThat(created.json().get("response_url").asText())
                .isEqualTo(client.job(requestId, "response").toString());
        assertThat(created.json().get("cancel_url").asText())
                .isEqualTo(client.job(requestId, "cancel").toString());
        assertThat(created.json().get("queue_position").intValue()).isZero();
    }

    @Test
    void linksUseTheHostNameThatTheCallerUsed() throws Exception {
        URI byName = URI.create(client.queue().toString().replace("127.0.0.1", "localhost"));

        Answer created = client.call("POST", byName, "{\"prompt\":\"a boat\"}");

        assertThat(created.json().get("status_url").asText()).startsWith(byName + "/requests/");
    }

    @Test
    void statusChangesFromQueueToProgressToCompleted() throws Exception {
        String requestId = client.take("a boat [[queue=400ms run=400ms]]");

        JsonNode queued = client.status(requestId).json();
        assertThat(queued.get("status").asText()).isEqualTo("IN_QUEUE");
        assertThat(queued.get("request_id").asText()).isEqualTo(requestId);
        assertThat(queued.get("queue_position").intValue()).isZero();
        assertThat(queued.get("response_url").asText()).endsWith("/" + requestId + "/response");

        simulator.record().awaitState(requestId, JobState.RUNNING, TestClient.SOON);
        JsonNode running = client.status(requestId).json();
        assertThat(running.get("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(running.has("queue_position")).isFalse();

        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);
        Answer completed = client.status(requestId);
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.json().get("status").asText()).isEqualTo("COMPLETED");
        assertThat(completed.json().has("error")).isFalse();
        assertThat(completed.json().at("/metrics/inference_time").doubleValue()).isBetween(0.4, 10.0);
    }

    @Test
    void resultNamesImageWithItsSizeAndItsSeed() throws Exception {
        String body = "{\"prompt\":\"a boat\",\"width\":320,\"height\":256,\"output_format\":\"png\","
                + "\"seed\":123456789012345678901234567890}";
        String requestId = client.submit(body).json().get("request_id").asText();
        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);

        Answer result = client.result(requestId);

        assertThat(result.status()).isEqualTo(200);
        assertThat(result.json().get("request_id").asText()).isEqualTo(requestId);
        assertThat(result.json().at("/metadata/seed").bigIntegerValue())
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(result.json().at("/metadata/model").asText()).isEqualTo(TestClient.MODEL);
        assertThat(result.json().get("outputs")).hasSize(1);
        JsonNode output = result.json().at("/outputs/0");
        assertThat(output.get("type").asText()).isEqualTo("image");
        assertThat(output.get("content_type").asText()).isEqualTo("image/png");
        assertThat(output.get("file_name").asText()).isEqualTo("flux-0.png");
        assertThat(output.get("width").intValue()).isEqualTo(320);
        assertThat(output.get("height").intValue()).isEqualTo(256);
        URI url = URI.create(output.get("url").asText());
        assertThat(url.toString()).startsWith(simulator.imageHost() + "/");
        Answer image = TestClient.get(url);
        assertThat(image.status()).isEqualTo(200);
        assertThat(image.header("content-type")).isEqualTo("image/png");
        assertThat(image.bytes()).hasSize(output.get("file_size").intValue());
    }

    @Test
    void seedIsDrawnIfNoneIsGiven() throws Exception {
        String first = client.finish("a boat");
        String second = client.finish("a boat");

        JsonNode seed = client.result(first).json().at("/metadata/seed");
        assertThat(seed.isIntegralNumber()).isTrue();
        assertThat(seed).isNotEqualTo(client.result(second).json().at("/metadata/seed"));
        assertThat(simulator.record().job(first).orElseThrow().parameters().seedGiven())
                .isFalse();
    }

    @Test
    void resultOfAnUnfinishedJobIs202WithItsStatus() throws Exception {
        String requestId = client.take("a boat [[queue=1m]]");

        Answer result = client.result(requestId);

        assertThat(result.status()).isEqualTo(202);
        assertThat(result.json().get("status").asText()).isEqualTo("IN_QUEUE");
    }

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void failedJobIsCompletedWithErrorAndItsResultIs400(ErrorType type) throws Exception {
        String requestId = client.finish("a boat [[error=" + type + "]]");

        JsonNode status = client.status(requestId).json();
        assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(status.get("error_type").asText()).isEqualTo(type.name());
        assertThat(status.get("error").asText()).isEqualTo(type.defaultMessage());
        assertThat(status.has("metrics")).isFalse();
        Answer result = client.result(requestId);
        assertThat(result.status()).isEqualTo(400);
        assertThat(result.json().get("error_type").asText()).isEqualTo(type.name());
    }

    @ParameterizedTest
    @CsvSource({"queue=1m,QUEUED", "run=1m,RUNNING"})
    void cancelEndsAnUnfinishedJob(String latency, JobState state) throws Exception {
        String requestId = client.take("a boat [[" + latency + "]]");
        simulator.record().awaitState(requestId, state, TestClient.SOON);

        Answer cancel = client.cancel(requestId);

        assertThat(cancel.status()).isEqualTo(202);
        assertThat(cancel.json().get("status").asText()).isEqualTo("CANCELLATION_REQUESTED");
        JsonNode status = client.status(requestId).json();
        assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(status.get("error_type").asText()).isEqualTo("CANCELED");
        assertThat(simulator.record().canceledCount()).isOne();
        assertThat(simulator.record().jobsLeftRunning()).isZero();
    }

    @Test
    void cancelOfACompletedJobIs400() throws Exception {
        Answer cancel = client.cancel(client.finish("a boat"));

        assertThat(cancel.status()).isEqualTo(400);
        assertThat(cancel.json().get("status").asText()).isEqualTo("ALREADY_COMPLETED");
    }

    @Test
    void unknownJobsAre404() throws Exception {
        assertThat(client.status("mmsu_none").status()).isEqualTo(404);
        assertThat(client.status("mmsu_none").json().get("detail").asText()).isEqualTo("Request not found");
        assertThat(client.result("mmsu_none").status()).isEqualTo(404);
        assertThat(client.cancel("mmsu_none").status()).isEqualTo(404);
        assertThat(client.cancel("mmsu_none").json().get("status").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void otherModelsAreServedAndUnknownOnesAre404() throws Exception {
        URI served = URI.create(simulator.baseUrl() + "/v1/queue/flux_2_pro");
        URI unknown = URI.create(simulator.baseUrl() + "/v1/queue/flux_9");

        assertThat(client.call("POST", served, "{\"prompt\":\"a\"}").status()).isEqualTo(200);
        Answer refused = client.call("POST", unknown, "{\"prompt\":\"a\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().get("detail").asText()).isEqualTo("App not found: flux_9");
    }

    @Test
    void wrongMethodsAre405() throws Exception {
        Answer submit = client.call("GET", client.queue(), "");

        assertThat(submit.status()).isEqualTo(405);
        assertThat(submit.header("allow")).isEqualTo("POST");
        assertThat(client.call("POST", client.job("any", "status"), "").status())
                .isEqualTo(405);
        assertThat(client.call("POST", client.job("any", "response"), "").status())
                .isEqualTo(405);
        assertThat(client.call("POST", client.job("any", "cancel"), "").header("allow"))
                .isEqualTo("PUT");
        assertThat(client.call("DELETE", models("/v1/models"), "").status()).isEqualTo(405);
        assertThat(client.call("POST", client.imageOf("a boat"), "x").status()).isEqualTo(405);
    }

    @Test
    void unknownPathsAre404() throws Exception {
        assertThat(client.call("GET", simulator.baseUrl(), "").status()).isEqualTo(404);
        assertThat(client.call("GET", client.job("any", "logs"), "").status()).isEqualTo(404);
        assertThat(TestClient.get(simulator.imageHost().resolve("/none/flux-0.png"))
                        .status())
                .isEqualTo(404);
        assertThat(TestClient.get(simulator.imageHost().resolve("/")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=a", "{\"prompt\":", "{\"prompt\":\"a\"} x", " "})
    void bodyThatIsNotJsonIs400(String body) throws Exception {
        Answer refused = client.submit(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").asText()).contains("JSON");
    }

    @Test
    void bodyThatIsNotAnObjectIs422() throws Exception {
        assertThat(client.submit("[1]").status()).isEqualTo(422);
        assertThat(client.submit("[1]").json().at("/detail/0/loc").toString()).isEqualTo("[\"body\"]");
    }

    @Test
    void bodyAboveTheLimitIs413() throws Exception {
        assertThat(client.submitPrompt("a".repeat(99_000)).status()).isEqualTo(200);
        assertThat(client.submitPrompt("a".repeat(5_000_000)).status()).isEqualTo(413);
    }

    private URI models(String path) {
        return simulator.baseUrl().resolve(path);
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
