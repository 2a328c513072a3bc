package io.jenkins.plugins.flux.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An image as the manifest describes it.
 *
 * @param path its path among the artifacts
 * @param prompt what it shows
 * @param width pixels
 * @param height pixels
 * @param format its format
 * @param seed the seed that made it, or empty
 * @param requestId the service's id of the job
 * @param bytes its length
 * @param sha256 its checksum
 */
record ShownImage(
        String path,
        String prompt,
        int width,
        int height,
        String format,
        String seed,
        String requestId,
        long bytes,
        String sha256) {
    static ShownImage of(JsonNode entry) {
        JsonNode parameters = entry.path("parameters");
        return new ShownImage(
                entry.path("path").asText(),
                parameters.path("prompt").asText(),
                parameters.path("width").asInt(),
                parameters.path("height").asInt(),
                parameters.path("outputFormat").asText(),
                parameters.path("seed").asText(""),
                entry.path("requestId").asText(),
                entry.path("bytes").asLong(),
                entry.path("sha256").asText());
    }
}
