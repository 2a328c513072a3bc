package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
class LifecycleTest {
    @Test
    void closeLeavesNoThread() throws Exception {
        new ProtocolUse().run();
        Set<Thread> before = threads();

        new ProtocolUse().run();

        Set<Thread> left = threads();
        left.removeAll(before);
        left.removeIf(thread -> !isOfASimulator(thread));
        for (Thread thread : left) {
            // The JDK's listeners do not wait for their threads to end.
            thread.join(TestClient.SOON.toMillis());
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void closedSimulatorRefusesConnectionsAndCanBeClosedAgain() throws Exception {
        Simulator simulator = Simulator.start();
        simulator.close();
        simulator.close();

        assertThatThrownBy(() -> new TestClient(simulator).submitPrompt("a boat"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void portInUseIsNamed() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            int port = simulator.baseUrl().getPort();
            int imagePort = simulator.imageHost().getPort();

            assertThatThrownBy(() -> Simulator.start(
                            SimulatorSettings.builder().port(port).build()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port);
            assertThatThrownBy(() -> Simulator.start(
                            SimulatorSettings.builder().imagePort(imagePort).build()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + imagePort);
        }
    }

    @Test
    void severalSimulatorsRunSideBySide() throws Exception {
        try (Simulator one = Simulator.start();
                Simulator two = Simulator.start()) {
            new TestClient(one).submitPrompt("a boat");

            assertThat(one.record().submittedCount()).isOne();
            assertThat(two.record().submittedCount()).isZero();
            assertThat(one.baseUrl()).isNotEqualTo(two.baseUrl());
            assertThat(one.baseUrl().getHost()).isEqualTo("127.0.0.1");
            assertThat(one.imageHost().getPort()).isNotEqualTo(one.baseUrl().getPort());
        }
    }

    @Test
    void settingsAreChecked() {
        SimulatorSettings.Builder builder = SimulatorSettings.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(65_536).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(9000).imagePort(9000).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(0).imagePort(0).slots(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.slots(1).maxRequestBytes(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxRequestBytes(1).historyLimit(0).build());
        assertThatIllegalArgumentException().isThrownBy(() -> builder.key("has space"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.historyLimit(1).model("a/b").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SimulatorSettings.builder().key("twice").key("twice").build());
    }

    @Test
    void keyIsNotPartOfItsText() {
        assertThat(ApiKey.valid("main", "sk-secret"))
                .asString()
                .contains("main")
                .doesNotContain("sk-secret");
        assertThat(SimulatorSettings.defaults().toString()).doesNotContain(SimulatorSettings.DEFAULT_KEY);
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static boolean isOfASimulator(Thread thread) {
        return thread.getName().startsWith("flux-simulator")
                || thread.getName().startsWith("HTTP-Dispatcher")
                || thread.getName().startsWith("idle-timeout-task")
                || thread.getName().startsWith("Timer-");
    }

    /** Uses a simulator in every way that starts threads, and closes it. */
    private static final class ProtocolUse {
        void run() throws Exception {
            try (Simulator simulator = Simulator.start()) {
                TestClient client = new TestClient(simulator);
                TestClient.get(client.imageOf("a boat"));
                client.take("a boat [[queue=1m]]");
                simulator.faults().add(Fault.stalledHeaders());
                try (RawCall call = new RawCall(simulator.imageHost().resolve("/any"))) {
                    call.headers();
                }
            }
        }
    }
}
