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
 * Thread-safe. Several simulators can run in one process.
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
     * @throws IOException if it cannot listen on the loopback interface
     */
    public static Simulator start() throws IOException {
        return start(SimulatorSettings.defaults());
    }

    /**
     * Starts both listeners; they are ready on return.
     *
     * @throws IOException if it cannot listen on a port; the message names it
     */
    public static Simulator start(SimulatorSettings settings) throws IOException {
        return new Simulator(SimulatorServer.start(settings), settings);
    }

    /** The base URL of the API: {@code http://127.0.0.1:PORT/model}, without a trailing slash. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The origin of the image host: {@code http://127.0.0.1:PORT}, without a trailing slash. */
    public URI imageHost() {
        return server.imageHost();
    }

    /** The value of the first key. */
    public String apiKey() {
        return settings.keys().get(0).value();
    }

    /** The faults, to which more can be added. */
    public Faults faults() {
        return server.faults();
    }

    /** A live view of all that has happened so far. */
    public SimulatorRecord record() {
        return server.record();
    }

    /** Forgets all jobs, images and exchanges, and restores the faults of the settings. */
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
