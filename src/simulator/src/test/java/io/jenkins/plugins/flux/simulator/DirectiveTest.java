package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that a prompt names for its own job. */
class DirectiveTest extends WithSimulator {
    @Test
    void concernsItsOwnJobAlone() throws Exception {
        String faulty = client.take("a boat [[status=503,times=2 error=CONTENT_BLOCKED]]");
        String other = client.take("a boat");

        assertThat(client.status(other).status()).isEqualTo(200);
        assertThat(client.status(faulty).status()).isEqualTo(503);
        assertThat(client.status(faulty).status()).isEqualTo(503);
        assertThat(client.status(faulty).status()).isEqualTo(200);
        simulator.record().awaitState(faulty, JobState.FAILED, TestClient.SOON);
        simulator.record().awaitState(other, JobState.SUCCEEDED, TestClient.SOON);
    }

    @Test
    void countsSubmitsOfItsPromptAndStartsAgainOnceOneIsAccepted() throws Exception {
        String prompt = "a boat [[submit=429,times=2 queue=1ms]]";
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(client.submitPrompt(prompt).status());
        }

        assertThat(statuses).containsExactly(429, 429, 200, 429, 429, 200);
    }

    @Test
    void countsJobsOfItsPrompt() throws Exception {
        String prompt = "a boat [[error=INFERENCE_FAILURE,times=1]]";

        assertThat(client.result(client.finish(prompt)).status()).isEqualTo(400);
        assertThat(client.result(client.finish(prompt)).status()).isEqualTo(200);
        assertThat(client.result(client.finish(prompt)).status()).isEqualTo(400);
    }

    @Test
    void canFailTheSecondJobOnly() throws Exception {
        String prompt = "a boat [[error=INFERENCE_FAILURE,after=1]]";

        assertThat(client.result(client.finish(prompt)).status()).isEqualTo(200);
        assertThat(client.result(client.finish(prompt)).status()).isEqualTo(400);
    }

    @Test
    void losesTheAnswerOfItsOwnSubmit() throws Exception {
        String prompt = "a boat [[lost-after,times=1]]";

        assertThatThrownBy(() -> client.submitPrompt(prompt)).isInstanceOf(IOException.class);
        assertThat(client.submitPrompt(prompt).status()).isEqualTo(200);
        assertThat(simulator.record().submittedCount()).isEqualTo(2);
    }

    @Test
    void prevailsOverGeneralFaults() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.SUBMIT), Fault.jobError(ErrorType.INFERENCE_FAILURE));

        assertThat(client.submitPrompt("a boat [[submit=429]]").status()).isEqualTo(429);
        simulator.faults().clear();
        simulator.faults().add(Fault.jobError(ErrorType.INFERENCE_FAILURE));
        String requestId = client.finish("a boat [[error=CONTENT_BLOCKED]]");
        assertThat(simulator.record().job(requestId).orElseThrow().error()).contains(ErrorType.CONTENT_BLOCKED);
    }

    @Test
    void reachesTheImageHost() throws Exception {
        assertThat(TestClient.get(client.imageOf("a boat [[image=403]]")).status())
                .isEqualTo(403);
    }

    @Test
    void canBeAnywhereAndMoreThanOnce() throws Exception {
        String requestId = client.take("[[queue=1m]] a boat [[outputs=2]] on a lake");

        client.cancel(requestId);
        assertThat(simulator.record().job(requestId).orElseThrow().state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void otherBracketsAreText() throws Exception {
        assertThat(client.submitPrompt("a sign that reads [[open now]] and [[]] and [[x]]")
                        .status())
                .isEqualTo(200);
        assertThat(client.submitPrompt("array[[0]] = {{a}} [[nobody.gzip]]").status())
                .isEqualTo(200);
    }

    @Test
    void mistakesAreRefused() throws Exception {
        assertThat(client.submitPrompt("a boat [[queue=2s oops]]").status()).isEqualTo(422);
        assertThat(client.submitPrompt("a boat [[submit]]").status()).isEqualTo(422);
        assertThat(client.submitPrompt("a boat [[result.queue=2s]]").status()).isEqualTo(422);
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        try (Simulator plain = Simulator.start(
                SimulatorSettings.builder().promptDirectives(false).build())) {
            TestClient plainClient = new TestClient(plain);
            assertThat(plainClient.submitPrompt("a boat [[submit=429]]").status())
                    .isEqualTo(200);
            assertThat(plainClient.submitPrompt("a boat [[queue=soon]]").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void isNotPartOfThePicture() throws Exception {
        String seeded = "\",\"seed\":1,\"width\":256,\"height\":256}";
        byte[] plain = image("{\"prompt\":\"a boat" + seeded);
        byte[] directed = image("{\"prompt\":\"a boat [[queue=5ms]]" + seeded);
        byte[] text = image("{\"prompt\":\"a boat [[open]]" + seeded);

        assertThat(directed).isEqualTo(plain);
        assertThat(text).isNotEqualTo(plain);
    }

    private byte[] image(String body) throws Exception {
        String requestId = client.submit(body).json().get("request_id").asText();
        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);
        return TestClient.get(client.imageUrl(requestId)).bytes();
    }
}
