package io.jenkins.plugins.flux.demo;

import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Duration;

/** The service that generates the images: the real one, or a simulator. */
final class DemoService implements AutoCloseable {
    /** Long enough to see each image wait and run, short enough to watch. */
    private static final Duration QUEUE = Duration.ofMillis(400);

    private static final Duration RUN = Duration.ofMillis(1_200);
    private static final int SLOTS = 2;

    private final Simulator simulator;
    private final String baseUrl;
    private final String key;

    private DemoService(Simulator simulator, String baseUrl, String key) {
        this.simulator = simulator;
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** Chooses the real service if both are given, a simulator if neither is. */
    static DemoService choose(String baseUrl, String key) throws IOException {
        boolean noUrl = isBlank(baseUrl);
        boolean noKey = isBlank(key);
        if (noUrl && noKey) {
            Simulator simulator = Simulator.start(SimulatorSettings.builder()
                    .slots(SLOTS)
                    .queue(QUEUE)
                    .run(RUN)
                    .build());
            return new DemoService(simulator, simulator.baseUrl().toString(), simulator.apiKey());
        }
        if (noUrl || noKey) {
            throw new IllegalArgumentException("The real service needs both an address and a key; missing is "
                    + (noUrl ? "-Dflux.baseUrl." : "-Dflux.apiKey, or FLUX_API_KEY in the environment."));
        }
        return new DemoService(null, baseUrl, key);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    String baseUrl() {
        return baseUrl;
    }

    String key() {
        return key;
    }

    /** A description for people, without the key. */
    String description() {
        return simulator == null ? baseUrl : "a simulator at " + baseUrl;
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
