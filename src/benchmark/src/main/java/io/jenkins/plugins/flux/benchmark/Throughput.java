package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Images a second from a service that answers at once. The limit is {@code curl --parallel}, which makes the same four
 * calls for each image, in four rounds, and does nothing else.
 */
final class Throughput {

    private static final String GROUP = "Throughput, a service that answers at once";
    private static final int IMAGES = 3_000;
    private static final int PEERS_IMAGES = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

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
                "at least 60 %",
                ours >= 0.6 * limit);
        for (Clients.Factory peer : Clients.peers(images)) {
            peer(peer, figures);
        }
    }

    private static SimulatorProcess simulator() throws IOException {
        return SimulatorProcess.start("--slots=20000", "--queue=0s", "--run=0s");
    }

    private void peer(Clients.Factory factory, Figures figures) throws Exception {
        try {
            measure(factory, PEERS_IMAGES, figures);
        } catch (IOException stopped) {
            figures.compare(GROUP, "a peer with " + PEERS_IMAGES + " jobs", "stops: " + stopped.getMessage());
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
            round(simulator, PEERS_IMAGES);
            return IMAGES / round(simulator, IMAGES);
        }
    }

    /** The seconds of the four rounds; what is between them is not counted. */
    private double round(SimulatorProcess simulator, int jobs) throws Exception {
        Path directory = images.resolve("curl");
        delete(directory);
        Files.createDirectories(directory);
        String body = OurClient.request("a red apple").toJson().replace("\"", "\\\"");
        List<String> submits = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            submits.add("url = \"" + simulator.baseUrl() + "/v1/queue/flux_pro_11\"\ndata = \"" + body + "\"");
        }
        double seconds = curl(simulator, directory, "submit", submits);
        List<String> statuses = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            var job = JSON.readTree(directory.resolve("submit" + i).toFile());
            statuses.add("url = \"" + job.get("status_url").asText() + "\"");
            results.add("url = \"" + job.get("response_url").asText() + "\"");
        }
        seconds += curl(simulator, directory, "status", statuses);
        seconds += curl(simulator, directory, "result", results);
        List<String> files = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            var result = JSON.readTree(directory.resolve("result" + i).toFile());
            files.add("url = \"" + result.at("/outputs/0/url").asText() + "\"");
        }
        return seconds + curl(simulator, directory, "image", files);
    }

    private static double curl(SimulatorProcess simulator, Path directory, String name, List<String> calls)
            throws Exception {
        StringBuilder config = new StringBuilder();
        for (int i = 0; i < calls.size(); i++) {
            config.append(i == 0 ? "" : "next\n")
                    .append(calls.get(i))
                    .append("\nheader = \"Authorization: Bearer ")
                    .append(simulator.key())
                    .append("\"\noutput = \"")
                    .append(directory.resolve(name + i))
                    .append("\"\nsilent\nfail\n");
        }
        Path file = Files.writeString(directory.resolve(name + ".config"), config);
        long begin = System.nanoTime();
        Process curl = new ProcessBuilder(
                        "curl",
                        "--parallel",
                        "--parallel-max",
                        "64",
                        "--no-progress-meter",
                        "--config",
                        file.toString())
                .inheritIO()
                .start();
        int status = curl.waitFor();
        if (status != 0) {
            throw new IOException("curl ended with " + status);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
