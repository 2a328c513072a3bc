package io.jenkins.plugins.flux.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A plain client of a simulator. */
final class TestClient {
    static final String MODEL = SimulatorSettings.DEFAULT_MODEL;
    static final Duration SOON = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** One for all tests, because each has its own threads. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Simulator simulator;
    private final String authorization;

    TestClient(Simulator simulator) {
        this(simulator, "Bearer " + simulator.apiKey());
    }

    /** A client with this Authorization header, or none if it is empty. */
    TestClient(Simulator simulator, String authorization) {
        this.simulator = simulator;
        this.authorization = authorization;
    }

    /** An answer with its body. */
    record Answer(HttpResponse<byte[]> http) {
        int status() {
            return http.statusCode();
        }

        byte[] bytes() {
            return http.body();
        }

        String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    URI queue() {
        return URI.create(simulator.baseUrl() + "/v1/queue/" + MODEL);
    }

    URI job(String requestId, String action) {
        return URI.create(queue() + "/requests/" + requestId + "/" + action);
    }

    Answer submit(String body) throws IOException, InterruptedException {
        return call("POST", queue(), body);
    }

    Answer submitPrompt(String prompt) throws IOException, InterruptedException {
        return submit(object().put("prompt", prompt)
                .put("width", 256)
                .put("height", 256)
                .toString());
    }

    /** Submits and returns the request id. */
    String take(String prompt) throws IOException, InterruptedException {
        return submitPrompt(prompt).json().get("request_id").asText();
    }

    /** Submits, waits until the job is over, and returns the request id. */
    String finish(String prompt) throws IOException, InterruptedException {
        String requestId = take(prompt);
        simulator
                .record()
                .await(
                        "the end of " + requestId,
                        record -> record.job(requestId).orElseThrow().state().isTerminal(),
                        SOON);
        return requestId;
    }

    Answer status(String requestId) throws IOException, InterruptedException {
        return call("GET", job(requestId, "status"), "");
    }

    Answer result(String requestId) throws IOException, InterruptedException {
        return call("GET", job(requestId, "response"), "");
    }

    Answer cancel(String requestId) throws IOException, InterruptedException {
        return call("PUT", job(requestId, "cancel"), "");
    }

    /** Returns the URL of the first image of a successful job. */
    URI imageUrl(String requestId) throws IOException, InterruptedException {
        return URI.create(result(requestId).json().at("/outputs/0/url").asText());
    }

    /** Submits, waits and returns the URL of the image. */
    URI imageOf(String prompt) throws IOException, InterruptedException {
        return imageUrl(finish(prompt));
    }

    /** A GET without a key. */
    static Answer get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).timeout(SOON).build());
    }

    Answer call(String method, URI uri, String body) throws IOException, InterruptedException {
        return send(request(method, uri, body).timeout(SOON).build());
    }

    HttpRequest.Builder request(String method, URI uri, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    static Answer send(HttpRequest request) throws IOException, InterruptedException {
        return new Answer(HTTP.send(request, BodyHandlers.ofByteArray()));
    }
}
