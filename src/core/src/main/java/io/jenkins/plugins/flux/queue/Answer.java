package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.RetryAfter;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer of the service. The key is masked as soon as the answer arrives, so nothing derived from it can show the
 * key.
 */
final class Answer {
    private final int status;
    private final String text;
    private final Optional<JsonNode> json;
    private final Optional<Duration> retryAfter;
    private final Optional<String> location;
    private final Optional<String> encoding;

    private Answer(HttpResponse<byte[]> response, ApiKey key, Clock clock) {
        HttpHeaders headers = response.headers();
        status = response.statusCode();
        text = key.redact(new String(response.body(), StandardCharsets.UTF_8));
        json = Json.readObject(text);
        retryAfter = RetryAfter.from(headers, clock);
        location = headers.firstValue("Location").map(key::redact);
        encoding = headers.firstValue("Content-Encoding").map(key::redact);
    }

    static Answer of(HttpResponse<byte[]> response, ApiKey key, Clock clock) {
        return new Answer(response, key, clock);
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as received, with the key masked. */
    String text() {
        return text;
    }

    /** The body as a JSON object, if it is one. */
    Optional<JsonNode> json() {
        return json;
    }

    /** How long the service asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    Optional<String> location() {
        return location;
    }

    /** The encoding of the body, which was not requested. */
    Optional<String> encoding() {
        return encoding.filter(name -> !name.equalsIgnoreCase("identity"));
    }
}
