package io.jenkins.plugins.flux.simulator;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh simulator for each test, and a client of it that has a good key. */
abstract class WithSimulator {
    Simulator simulator;
    TestClient client;

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = Simulator.start(settings());
        client = new TestClient(simulator);
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** What the simulator starts with. */
    SimulatorSettings settings() {
        return SimulatorSettings.defaults();
    }
}
