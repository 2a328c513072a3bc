package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key may do, and what happens without a good one. */
class KeyTest extends WithSimulator {
    @Override
    SimulatorSettings settings() {
        return SimulatorSettings.builder()
                .key(ApiKey.valid("main", "sk-main-1"))
                .key(ApiKey.expired("old", "sk-old-2"))
                .key(ApiKey.withoutBalance("poor", "sk-poor-3"))
                .key(ApiKey.forModels("other model", "sk-other-4", "flux_2_pro"))
                .key(ApiKey.valid("stranger", "sk-stranger-5"))
                .model(TestClient.MODEL)
                .model("flux_2_pro")
                .build();
    }

    @Test
    void jobsOfAnotherKeyOrModelAre404() throws Exception {
        String requestId = client.take("a boat [[queue=1m]]");
        TestClient stranger = new TestClient(simulator, "Bearer sk-stranger-5");

        assertThat(stranger.status(requestId).status()).isEqualTo(404);
        assertThat(stranger.result(requestId).status()).isEqualTo(404);
        assertThat(stranger.cancel(requestId).status()).isEqualTo(404);
        URI otherModel = URI.create(client.job(requestId, "status").toString().replace(TestClient.MODEL, "flux_2_pro"));
        assertThat(client.call("GET", otherModel, "").status()).isEqualTo(404);
        assertThat(client.status(requestId).status()).isEqualTo(200);
    }

    @Test
    void missingKeyIs401() throws Exception {
        Answer refused = new TestClient(simulator, "").submitPrompt("a boat");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("UNAUTHORIZED");
        assertThat(refused.json().at("/error/message").asText()).isNotBlank();
        assertThat(refused.json().get("request_id").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic c2stbWFpbi0x", "sk-main-1", "Bearer"})
    void headerWithoutAKeyIs401(String header) throws Exception {
        assertThat(new TestClient(simulator, header).submitPrompt("a boat").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-wrong", "sk-old-2"})
    void wrongOrExpiredKeyIs403OnEveryCall(String key) throws Exception {
        TestClient refused = new TestClient(simulator, "Bearer " + key);

        assertThat(refused.submitPrompt("a boat").status()).isEqualTo(403);
        assertThat(refused.submitPrompt("a boat").json().at("/error/code").asText())
                .isEqualTo("FORBIDDEN");
        assertThat(refused.status("mmsu_any").status()).isEqualTo(403);
        assertThat(refused.result("mmsu_any").status()).isEqualTo(403);
        assertThat(refused.cancel("mmsu_any").status()).isEqualTo(403);
        assertThat(refused.call("GET", models("/v1/models"), "").status()).isEqualTo(403);
        assertThat(simulator.record().submittedCount()).isZero();
    }

    @Test
    void keyWithoutBalanceCannotSubmitButPoll() throws Exception {
        TestClient poor = new TestClient(simulator, "Bearer sk-poor-3");

        assertThat(poor.submitPrompt("a boat").status()).isEqualTo(403);
        assertThat(poor.submitPrompt("a boat").json().at("/error/code").asText())
                .isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(poor.call("GET", models("/v1/models"), "").status()).isEqualTo(200);
    }

    @Test
    void keyOfAnotherModelIs403() throws Exception {
        Answer refused = new TestClient(simulator, "Bearer sk-other-4").submitPrompt("a boat");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asText()).isEqualTo("Model not allowed for this user");
    }

    @Test
    void keyMayHaveTheSchemeKeyInsteadOfBearer() throws Exception {
        assertThat(new TestClient(simulator, "Key sk-main-1")
                        .submitPrompt("a boat")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/model/v1/models"})
    void modelsAreListedForAKey(String path) throws Exception {
        Answer all = client.call("GET", models(path), "");
        Answer some = new TestClient(simulator, "Bearer sk-other-4").call("GET", models(path), "");

        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().get("data").findValuesAsText("id")).containsExactly("flux_2_pro", "flux_pro_11");
        assertThat(some.json().get("data").findValuesAsText("id")).containsExactly("flux_2_pro");
        assertThat(TestClient.get(models(path)).status()).isEqualTo(401);
    }

    private URI models(String path) {
        return simulator.baseUrl().resolve(path);
    }
}
