package io.jenkins.plugins.flux.queue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;

/** Handmade answers of the service. */
final class Answers {
    static final String SECRET = "sk-test-0123456789";
    static final ApiKey KEY = ApiKey.of(SECRET);

    private Answers() {}

    static Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    static Answer answer(int status, String body, Map<String, String> headers) {
        return Answer.of(new Response(status, body, headers), KEY, Clock.systemUTC());
    }

    private record Response(int statusCode, String text, Map<String, String> fields) implements HttpResponse<byte[]> {
        @Override
        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(
                    fields.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                    (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("https://odirouter.ai/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
