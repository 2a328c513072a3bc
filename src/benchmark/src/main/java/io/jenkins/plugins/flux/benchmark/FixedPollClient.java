package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is written by hand with an HTTP step: a thread for each job, which sleeps between its polls. */
final class FixedPollClient implements Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ThreadPerJob threads = new ThreadPerJob();
    private final URI baseUrl;
    private final String key;
    private final Path directory;
    private final Duration interval;

    FixedPollClient(URI baseUrl, String key, Path directory, Duration interval) {
        this.baseUrl = baseUrl;
        this.key = key;
        this.directory = directory;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "thread per job, every " + interval.toMillis() + " ms";
    }

    @Override
    public void generate(List<String> prompts) throws Exception {
        threads.run(prompts, this::generate);
    }

    private void generate(int number, String prompt) throws IOException, InterruptedException {
        JsonNode job = json(HttpRequest.newBuilder(URI.create(baseUrl + "/v1/queue/flux_pro_11"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        OurClient.request(prompt).toJson())));
        URI status = URI.create(job.get("status_url").asText());
        do {
            Thread.sleep(interval.toMillis());
        } while (!json(HttpRequest.newBuilder(status)).get("status").asText().equals("COMPLETED"));
        JsonNode result =
                json(HttpRequest.newBuilder(URI.create(job.get("response_url").asText())));
        URI image = URI.create(result.at("/outputs/0/url").asText());
        http.send(
                HttpRequest.newBuilder(image).build(),
                HttpResponse.BodyHandlers.ofFile(directory.resolve("fixed-" + number + ".jpg")));
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Authorization", "Bearer " + key).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        // The JDK's client of Java 17 ends when it is collected.
        threads.close();
    }
}
