package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** A service that limits calls per second. */
class CallLimitTest {

    @Test
    void theCallsOfASecondAreAcceptedAndFurtherOnesRefused() throws Exception {
        try (Simulator simulator =
                Simulator.start(SimulatorSettings.builder().callsPerSecond(5).build())) {
            TestClient client = new TestClient(simulator);
            int calls = 0;
            TestClient.Answer answer = client.submitPrompt("a boat");
            while (answer.status() == 200 && calls < 100) {
                calls++;
                answer = client.submitPrompt("a boat");
            }

            assertThat(calls)
                    .as("saved calls, and those of the time in which they were used")
                    .isBetween(5, 50);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.http().headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.json().at("/error/code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
        }
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorSettings.builder().callsPerSecond(-1).build())
                .withMessageContaining("calls per second");
    }
}
