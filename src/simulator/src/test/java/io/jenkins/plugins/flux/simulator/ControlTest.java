package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator as other processes see it. */
class ControlTest extends WithSimulator {
    private TestClient keyless;

    @BeforeEach
    void prepare() throws Exception {
        keyless = new TestClient(simulator, "");
    }

    @Test
    void recordIsJson() throws Exception {
        String requestId = client.finish("a boat [[status=503,times=1]]");
        client.status(requestId);
        client.cancel(requestId);
        TestClient.get(client.imageUrl(requestId));

        JsonNode record = keyless.call("GET", control("record"), "").json();

        assertThat(record.get("submittedCount").intValue()).isOne();
        assertThat(record.get("canceledCount").intValue()).isZero();
        assertThat(record.get("cancelsReceived").intValue()).isOne();
        assertThat(record.get("jobsLeftRunning").intValue()).isZero();
        assertThat(record.get("maxConcurrentJobs").intValue()).isOne();
        assertThat(record.get("keySeenAtImageHost").booleanValue()).isFalse();
        JsonNode job = record.at("/jobs/0");
        assertThat(job.get("requestId").asText()).isEqualTo(requestId);
        assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("error").isNull()).isTrue();
        assertThat(job.at("/parameters/prompt").asText()).startsWith("a boat");
        assertThat(job.at("/changes/1/state").asText()).isEqualTo("RUNNING");
        assertThat(job.at("/cancels/0/answer").asText()).isEqualTo("ALREADY_COMPLETED");
        assertThat(job.get("resultFetches")).hasSize(1);
        assertThat(job.get("imageDownloads")).hasSize(1);
        JsonNode exchange = record.at("/exchanges/1");
        assertThat(exchange.get("operation").asText()).isEqualTo("STATUS");
        assertThat(exchange.get("status").intValue()).isEqualTo(503);
        assertThat(exchange.at("/headers/authorization/0").asText()).isEqualTo("Bearer <key default>");
        assertThat(exchange.at("/effects/0").asText()).contains("503");
        assertThat(record.toString()).doesNotContain(simulator.apiKey());
    }

    @Test
    void faultsAreAddedAndCleared() throws Exception {
        String body = "{\"faults\":[\"submit=503\",\"queue=5ms gzip\"],\"whenPrompt\":\"boat\"}";

        Answer added = keyless.call("POST", control("faults"), body);

        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().get("added").intValue()).isEqualTo(3);
        assertThat(client.submitPrompt("a boat").status()).isEqualTo(503);
        assertThat(client.submitPrompt("a tree").status()).isEqualTo(200);
        keyless.call("POST", control("faults"), "{\"faults\":\"submit=429\"}");
        assertThat(client.submitPrompt("a tree").status()).isEqualTo(429);
        assertThat(keyless.call("DELETE", control("faults"), "").status()).isEqualTo(200);
        assertThat(client.submitPrompt("a tree").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "{\"faults\":1}", "{\"faults\":[1]}", "{\"faults\":\"nonsense\"}"})
    void badFaultsAreRefusedWithAMessage(String body) throws Exception {
        Answer refused = keyless.call("POST", control("faults"), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").asText()).isNotBlank();
    }

    @Test
    void resetForgets() throws Exception {
        client.finish("a boat");

        assertThat(keyless.call("POST", control("reset"), "").status()).isEqualTo(200);
        assertThat(simulator.record().jobs()).isEmpty();
        assertThat(simulator.record().exchanges()).isEmpty();
    }

    @Test
    void otherPathsListWhatExists() throws Exception {
        assertThat(keyless.call("GET", control("reset"), "").status()).isEqualTo(404);
        assertThat(keyless.call("GET", control("x"), "").json().get("detail").asText())
                .contains("/simulator/record");
        assertThat(keyless.call("GET", simulator.baseUrl().resolve("/simulator"), "")
                        .status())
                .isEqualTo(404);
    }

    private URI control(String name) {
        return simulator.baseUrl().resolve("/simulator/" + name);
    }
}
