package io.jenkins.plugins.flux.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;

/**
 * Images a second from a service that answers at once. The limit is {@code curl --parallel}, which makes the same four
 * calls for each image, in four rounds, and does nothing else.
 */
final class Throughput {

    private static final String GROUP = "Throughput, a service that answers at once";
    private static final int IMAGES = 3_000;
    private static final int PEERS_IMAGES = 300;

    private final Path images;

    Throughput(Path images) {
        this.images = images;
    }

    void measure(Figures figures) throws Exception {
        double limit = curl();
        figures.compare(GROUP, "curl --parallel", Figures.text("%.0f images a second", limit));
        double ours = measure(Clients.ours(images), IMAGES, figures);
        figures.check(
                GROUP,
                "flux-generate, share of the limit",
                Figures.text("%.0f %%", 100 * ours / limit),
                "at least 80 %",
                ours >= 0.8 * limit);
        double naive = 0;
        for (Clients.Factory peer : Clients.peers(images)) {
            naive = Math.max(naive, peer(peer, figures));
        }
        figures.check(
                GROUP,
                "flux-generate, beside the fastest of the others",
                Figures.text("%.1f times", ours / naive),
                "at least 1.5 times",
                ours >= 1.5 * naive);
    }

    private static SimulatorProcess simulator() throws IOException {
        return SimulatorProcess.start("--slots=20000", "--queue=0s", "--run=0s");
    }

    private double peer(Clients.Factory factory, Figures figures) throws Exception {
        try {
            return measure(factory, PEERS_IMAGES, figures);
        } catch (IOException stopped) {
            figures.compare(GROUP, "a peer with " + PEERS_IMAGES + " jobs", "stops: " + stopped.getMessage());
            return 0;
        }
    }

    private double measure(Clients.Factory factory, int jobs, Figures figures) throws Exception {
        try (SimulatorProcess simulator = simulator();
                Client client = factory.make(simulator)) {
            client.generate(Collections.nCopies(PEERS_IMAGES, "warm up"));
            long begin = System.nanoTime();
            client.generate(Collections.nCopies(jobs, "a red apple"));
            double rate = jobs / ((System.nanoTime() - begin) / 1e9);
            figures.compare(GROUP, client.name(), Figures.text("%.0f images a second", rate));
            return rate;
        }
    }

    private double curl() throws Exception {
        try (SimulatorProcess simulator = simulator()) {
            Curl curl = new Curl(simulator, images.resolve("curl"));
            curl.seconds(PEERS_IMAGES);
            return IMAGES / curl.seconds(IMAGES);
        }
    }
}
