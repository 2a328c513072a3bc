package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code curl --parallel}, which makes the same four calls for each image, in four rounds, and does nothing else. */
final class Curl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorProcess simulator;
    private final Path directory;

    Curl(SimulatorProcess simulator, Path directory) {
        this.simulator = simulator;
        this.directory = directory;
    }

    /** Makes images; returns the seconds of the four rounds. What is between them is not counted. */
    double seconds(int jobs) throws Exception {
        delete();
        Files.createDirectories(directory);
        String body = OurClient.request("a red apple").toJson().replace("\"", "\\\"");
        List<String> submits = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            submits.add("url = \"" + simulator.baseUrl() + "/v1/queue/flux_pro_11\"\ndata = \"" + body + "\"");
        }
        double seconds = round("submit", submits);
        List<String> statuses = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            var job = JSON.readTree(directory.resolve("submit" + i).toFile());
            statuses.add("url = \"" + job.get("status_url").asText() + "\"");
            results.add("url = \"" + job.get("response_url").asText() + "\"");
        }
        seconds += round("status", statuses);
        seconds += round("result", results);
        List<String> files = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            var result = JSON.readTree(directory.resolve("result" + i).toFile());
            files.add("url = \"" + result.at("/outputs/0/url").asText() + "\"");
        }
        return seconds + round("image", files);
    }

    private double round(String name, List<String> calls) throws Exception {
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

    private void delete() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
