package io.jenkins.plugins.flux;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A home of Jenkins, as a controller left it that was killed while it ran an earlier state of the plugin: a directory
 * below the test resources. Never change one: whatever comes later must read the same.
 *
 * <p>A few words of it are filled in, because only a run knows them: the service's address and key, the ids of the jobs
 * that were left there, and when the controller was killed.
 */
final class FormerHome {

    private static final Set<String> FILLED_IN = Set.of("xml", "jsonl", "json", "txt");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path resources;
    private final Simulator simulator;
    private final Map<String, String> requests = new LinkedHashMap<>();

    /**
     * @param name of the directory
     * @param simulator to have the jobs
     */
    FormerHome(String name, Simulator simulator) throws Exception {
        this.resources = Path.of(FormerHome.class.getResource(name).toURI());
        this.simulator = simulator;
    }

    /**
     * Submits a job that the controller left at the service: the home has {@code @NAME_REQUEST@} where its id was.
     *
     * @return its id
     */
    String submit(String name, String prompt) throws Exception {
        String request = JSON.writeValueAsString(
                Map.of("prompt", prompt, "width", 256, "height", 256, "seed", 7, "output_format", "jpeg"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v1/queue/flux_pro_11"))
                                .header("Authorization", "Bearer " + simulator.apiKey())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(request))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String id = JSON.readTree(answer.body()).path("request_id").asText();
        requests.put("@" + name + "_REQUEST@", id);
        return id;
    }

    /** Copies all of it to where a Jenkins is going to start. */
    void copyTo(Path home) throws IOException {
        Instant killed = Instant.now();
        for (Path file : files(resources)) {
            Path copy = home.resolve(resources.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            String name = file.getFileName().toString();
            if (FILLED_IN.contains(name.substring(name.lastIndexOf('.') + 1))) {
                Files.writeString(copy, filled(Files.readString(file), home, killed));
            } else {
                Files.copy(file, copy);
            }
        }
        linkActiveJournals(home);
    }

    private String filled(String text, Path home, Instant killed) {
        String filled = text.replace("@BASE_URL@", simulator.baseUrl().toString())
                .replace("@API_KEY@", simulator.apiKey())
                .replace("@JENKINS_HOME@", home.toString())
                .replace("@NOW@", killed.toString());
        for (Map.Entry<String, String> request : requests.entrySet()) {
            filled = filled.replace(request.getKey(), request.getValue());
        }
        return filled;
    }

    /** The list of active journals has hard links, which resources cannot be: they are empty files. */
    private static void linkActiveJournals(Path home) throws IOException {
        List<Path> journals = files(home.resolve("jobs"));
        for (Path entry : files(home.resolve("flux-generate/active"))) {
            if (Files.size(entry) == 0) {
                Files.delete(entry);
                Path journal = journals.stream()
                        .filter(file -> file.getFileName().equals(entry.getFileName()))
                        .findFirst()
                        .orElseThrow();
                Files.createLink(entry, journal);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** A file as the controller left it. */
    byte[] file(String path) throws IOException {
        return Files.readAllBytes(resources.resolve(path));
    }

    /** A text file, with what is filled in. */
    String text(String path) throws IOException {
        return filled(Files.readString(resources.resolve(path)), Path.of(""), Instant.EPOCH);
    }
}
