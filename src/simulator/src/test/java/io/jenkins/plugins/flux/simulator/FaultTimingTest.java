package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** When faults happen, and to which jobs. */
class FaultTimingTest extends WithSimulator {
    @Override
    SimulatorSettings settings() {
        return SimulatorSettings.builder().seed(1).build();
    }

    @Test
    void countedFaultsEnd() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.SUBMIT).times(2).after(1));

        assertThat(statuses("a boat", 5)).containsExactly(200, 503, 503, 200, 200);
    }

    @Test
    void faultsOfOneKindHappenOneAfterTheOther() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.SUBMIT).times(2));
        simulator.faults().add(Fault.status(429).on(Operation.SUBMIT).once());

        assertThat(statuses("a boat", 4)).containsExactly(429, 503, 503, 200);
    }

    @Test
    void faultsOfDifferentKindsCombine() throws Exception {
        simulator
                .faults()
                .add(
                        Fault.status(503).on(Operation.SUBMIT),
                        Fault.body(WrongBody.HTML).on(Operation.SUBMIT));

        Answer refused = client.submitPrompt("a boat");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("<html>");
    }

    @Test
    void countsCanRunForEachJob() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.STATUS).once().forEachJob());
        String first = client.take("a boat");
        String second = client.take("a boat");

        assertThat(client.status(first).status()).isEqualTo(503);
        assertThat(client.status(first).status()).isEqualTo(200);
        assertThat(client.status(second).status()).isEqualTo(503);
        assertThat(client.status(second).status()).isEqualTo(200);
    }

    @Test
    void chanceIsRepeatable() throws Exception {
        simulator.faults().add(Fault.status(503).on(Operation.SUBMIT).withProbability(0.5));
        List<Integer> here = statuses("a boat", 40);

        assertThat(here).contains(200, 503);
        try (Simulator again =
                Simulator.start(SimulatorSettings.builder().seed(1).build())) {
            again.faults().add(Fault.status(503).on(Operation.SUBMIT).withProbability(0.5));
            client = new TestClient(again);
            assertThat(statuses("a boat", 40)).isEqualTo(here);
        }
    }

    @Test
    void faultsApplyToTheJobsThatFit() throws Exception {
        simulator
                .faults()
                .whenPrompt(prompt -> prompt.length() > 6, Fault.status(503).on(Operation.STATUS));
        String fits = client.take("a long boat");
        String fitsNot = client.take("a boat");

        assertThat(client.status(fits).status()).isEqualTo(503);
        assertThat(client.status(fitsNot).status()).isEqualTo(200);
    }

    @Test
    void predicateThatFailsEndsTheConnectionAndNothingElse() throws Exception {
        simulator
                .faults()
                .whenPrompt(prompt -> prompt.charAt(99) == ' ', Fault.gzip().on(Operation.SUBMIT));

        // The message belongs in a log, but not in that of a successful build.
        Logger log = Logger.getLogger("io.jenkins.plugins.flux.simulator.server.HostHandler");
        log.setLevel(Level.OFF);
        try {
            assertThatThrownBy(() -> client.submitPrompt("a boat")).isInstanceOf(IOException.class);
        } finally {
            log.setLevel(null);
        }
        simulator.faults().clear();
        assertThat(client.submitPrompt("a boat").status()).isEqualTo(200);
    }

    @Test
    void clearRemovesAndResetRestoresTheFaultsOfTheSettings() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .faults(Fault.status(503).on(Operation.SUBMIT))
                .build();
        try (Simulator faulty = Simulator.start(settings)) {
            client = new TestClient(faulty);
            assertThat(client.submitPrompt("a boat").status()).isEqualTo(503);
            faulty.faults().clear();
            assertThat(client.submitPrompt("a boat").status()).isEqualTo(200);
            faulty.reset();
            assertThat(client.submitPrompt("a boat").status()).isEqualTo(503);
            assertThat(faulty.record().calls(Operation.SUBMIT)).isOne();
        }
    }

    private List<Integer> statuses(String prompt, int calls) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            statuses.add(client.submitPrompt(prompt).status());
        }
        return statuses;
    }
}
