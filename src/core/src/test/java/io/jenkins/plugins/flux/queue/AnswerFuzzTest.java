package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of all kinds, cut, mixed and mutated: whatever comes, it is read or it is a QueueException. */
@Timeout(60)
class AnswerFuzzTest {
    private static final int ROUNDS = 10_000;

    private static final List<String> BODIES = List.of(
            "{\"request_id\":\"mmsu_1\",\"status_url\":\"https://odirouter.ai/a\",\"cancel_url\":\"/c\",\"queue_position\":0}",
            "{\"status\":\"COMPLETED\",\"error\":\"x\",\"error_type\":\"CANCELED\",\"metrics\":{\"inference_time\":3.25}}",
            "{\"status\":\"IN_QUEUE\",\"queue_position\":3}",
            "{\"outputs\":[{\"type\":\"image\",\"url\":\"https://cdn.example/a.jpg\",\"width\":1024,\"file_size\":1e5}],"
                    + "\"metadata\":{\"seed\":42,\"ratio\":1.5e10}}",
            "{\"data\":[{\"b64_json\":\"" + "QUJD".repeat(30) + "\"}],\"output\":\"data:image/png;base64,AAAA\"}",
            "{\"detail\":[{\"loc\":[\"body\",\"width\"],\"msg\":\"no\"}],\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"no\"}}");

    private static final List<String> SNIPPETS = List.of(
            "null",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "-",
            "0.1",
            "true",
            "1e99999999999",
            "1E-999999999",
            "99999999999999999999",
            "\"url\"",
            "data:",
            "//",
            "://",
            ";base64,",
            "\ud83d",
            "%",
            "é",
            "\u202e",
            "\u001b");

    private static final int[] STATUSES = {200, 200, 200, 202, 302, 400, 401, 404, 422, 429, 500, 503};

    private final Random chance = new Random(42);
    private final QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");
    private final AnswerReader reader = new AnswerReader(endpoint, new FailureMapping(endpoint));

    @Test
    void givenMutatedAnswers_thenNothingButQueueExceptionsOfOneLineAreThrown() {
        List<Consumer<Answer>> calls = List.of(
                reader::task,
                answer -> reader.status("mmsu_1", answer),
                answer -> reader.result("mmsu_1", answer),
                answer -> reader.cancel("mmsu_1", answer),
                reader::models);
        for (int round = 0; round < ROUNDS; round++) {
            String body = mutated(BODIES.get(chance.nextInt(BODIES.size())));
            Answer answer = Answers.answer(STATUSES[chance.nextInt(STATUSES.length)], body);
            for (Consumer<Answer> call : calls) {
                try {
                    call.accept(answer);
                } catch (QueueException e) {
                    assertThat(e.getMessage())
                            .doesNotContain("\n", "\u001b", "\u202e")
                            .hasSizeLessThan(1000);
                }
            }
        }
    }

    private String mutated(String body) {
        StringBuilder text = new StringBuilder(body);
        for (int change = chance.nextInt(5); change >= 0; change--) {
            int start = chance.nextInt(text.length() + 1);
            int end = Math.min(text.length(), start + chance.nextInt(12));
            text.replace(start, chance.nextBoolean() ? start : end, SNIPPETS.get(chance.nextInt(SNIPPETS.size())));
        }
        return text.toString();
    }
}
