package io.jenkins.plugins.flux.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The peers, all that are compared in a measurement. */
final class Clients {

    /** Makes a client for a simulator. */
    interface Factory {
        Client make(SimulatorProcess simulator) throws IOException;
    }

    private Clients() {}

    static Factory ours(Path images) {
        return simulator -> new OurClient(simulator.baseUrl(), simulator.key(), images);
    }

    static List<Factory> peers(Path images) {
        return List.of(
                simulator -> new FalClientPeer(simulator.baseUrl(), simulator.key(), images),
                simulator -> new FixedPollClient(simulator.baseUrl(), simulator.key(), images, Duration.ofMillis(500)),
                simulator -> new FixedPollClient(simulator.baseUrl(), simulator.key(), images, Duration.ofSeconds(3)));
    }
}
