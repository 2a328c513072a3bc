package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;

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

    private Answer(HttpResponse head, byte[] body, ApiKey key, Clock clock) {
        status = head.getCode();
        text = key.redact(new String(body, StandardCharsets.UTF_8));
        json = Json.readObject(text);
        retryAfter = RetryAfter.from(head, clock);
        location = header(head, "Location").map(key::redact);
        encoding = header(head, "Content-Encoding").map(key::redact);
    }

    static Answer of(Message<HttpResponse, byte[]> response, ApiKey key, Clock clock) {
        return new Answer(response.getHead(), response.getBody(), key, clock);
    }

    private static Optional<String> header(HttpResponse head, String name) {
        return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
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
