package io.jenkins.plugins.flux.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An image as the manifest describes it.
 *
 * @param path its path among the artifacts
 * @param prompt what it shows
 * @param width in pixels
 * @param height in pixels
 * @param format its format
 * @param seed its seed, or empty
 * @param requestId the service's id of the job
 * @param bytes size of the file
 * @param sha256 checksum of the file
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
