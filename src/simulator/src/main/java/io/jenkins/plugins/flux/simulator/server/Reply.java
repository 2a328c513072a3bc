package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to send.
 *
 * @param status the HTTP status
 * @param headers all except the length
 * @param body shared; must not be changed
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of(CONTENT_TYPE, JSON), Json.write(body));
    }

    static Reply text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }

    boolean isJson() {
        return JSON.equals(headers.get(CONTENT_TYPE));
    }
}
