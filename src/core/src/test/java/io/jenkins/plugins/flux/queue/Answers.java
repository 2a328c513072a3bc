package io.jenkins.plugins.flux.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/** Handmade answers of the service. */
final class Answers {
    static final String SECRET = "sk-test-0123456789";
    static final ApiKey KEY = ApiKey.of(SECRET);

    private Answers() {}

    static Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    static Answer answer(int status, String body, Map<String, String> headers) {
        BasicHttpResponse head = new BasicHttpResponse(status);
        headers.forEach(head::addHeader);
        return Answer.of(new Message<>(head, body.getBytes(StandardCharsets.UTF_8)), KEY, Clock.systemUTC());
    }
}
