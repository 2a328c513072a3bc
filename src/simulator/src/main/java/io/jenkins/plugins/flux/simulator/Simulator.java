package io.jenkins.plugins.flux.simulator;

import io.jenkins.plugins.flux.simulator.server.SimulatorServer;
import java.io.IOException;
import java.net.URI;

/**
 * A queue service on the loopback interface that imitates the real one and renders real images.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start(SimulatorSettings.builder().slots(2).build())) {
 *     simulator.faults().whenPrompt("lost", Fault.answerLostAfterAccept().once());
 *     … submit to simulator.baseUrl() with simulator.apiKey() …
 *     simulator.record().awaitJobs(1, Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * All methods may be called from any thread. Several simulators can run in one process.
 */
public final class Simulator implements AutoCloseable {
    private final SimulatorServer server;
    private final SimulatorSettings settings;

    private Simulator(SimulatorServer server, SimulatorSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts with the default settings.
     *
     * @throws IOException if the loopback interface cannot be listened on
     */
    public static Simulator start() throws IOException {
        return start(SimulatorSettings.defaults());
    }

    /**
     * Opens both listeners; on return they answer.
     *
     * @throws IOException if a port is in use or may not be listened on; the message names it
     */
    public static Simulator start(SimulatorSettings settings) throws IOException {
        return new Simulator(SimulatorServer.start(settings), settings);
    }

    /** The base URL of the API: {@code http://127.0.0.1:PORT/model}, without a slash at its end. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The origin of the image host: {@code http://127.0.0.1:PORT}, without a slash at its end. */
    public URI imageHost() {
        return server.imageHost();
    }

    /** The value of the first key. */
    public String apiKey() {
        return settings.keys().get(0).value();
    }

    /** The faults, to be added to. */
    public Faults faults() {
        return server.faults();
    }

    /** What was asked so far; live, so ask it again for news. */
    public SimulatorRecord record() {
        return server.record();
    }

    /** Forgets all jobs, images and exchanges, and brings the settings' faults back. */
    public void reset() {
        server.reset();
    }

    /**
     * Stops listening, closes every connection, forgets every job, and waits until the simulator's threads have ended.
     */
    @Override
    public void close() {
        server.close();
    }
}
