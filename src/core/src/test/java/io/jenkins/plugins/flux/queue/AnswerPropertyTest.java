package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.Corpus;
import io.jenkins.plugins.flux.http.InputBudget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever the service answers is read, or refused with a QueueException of one harmless line, at little cost. */
class AnswerPropertyTest {
    private static final Corpus CORPUS = Corpus.of(AnswerPropertyTest.class);
    private static final QueueEndpoint ENDPOINT = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");
    private static final AnswerReader READER = new AnswerReader(ENDPOINT, new FailureMapping(ENDPOINT));
    private static final List<Function<Answer, Object>> CALLS = List.of(
            READER::job,
            answer -> READER.status("mmsu_1", answer),
            answer -> READER.result("mmsu_1", answer),
            answer -> READER.cancel("mmsu_1", answer),
            READER::models);
    private static final int LONGEST_MESSAGE = 1000;

    /**
     * An answer to a call.
     *
     * @param call an index of the calls
     */
    record Received(int call, int status, String body, String retryAfter) {
        void read() {
            Answer answer = Answers.answer(status, body, Map.of("Retry-After", retryAfter));
            try {
                assertThat(String.valueOf(CALLS.get(call).apply(answer))).doesNotContain(Answers.SECRET);
            } catch (QueueException refused) {
                assertThat(refused.getMessage())
                        .doesNotContain("\n", "\r", "\u001b", "\u202e", "\u0000", Answers.SECRET)
                        .hasSizeLessThan(LONGEST_MESSAGE);
            }
        }
    }

    @Provide
    Arbitrary<Received> answers() {
        Arbitrary<String> mutated = CORPUS.mutated(Stream.of(
                                "null",
                                "{",
                                "}",
                                "[",
                                "]",
                                ",",
                                ":",
                                "\"",
                                "\\",
                                "\\u0000",
                                "\\ud83d",
                                "-",
                                "0.1",
                                "true",
                                "1e99999999999",
                                "1E-999999999",
                                "99999999999999999999",
                                "{\"url\":\"https://cdn.example/b\"}",
                                "\"url\":",
                                "\"b64_json\":",
                                "\"status\":\"COMPLETED\"",
                                "data:",
                                "//",
                                "://",
                                ";base64,",
                                "%",
                                "é",
                                "\u202e",
                                "\u001b",
                                "ha:////4",
                                Answers.SECRET)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        Arbitrary<String> bodies = Arbitraries.frequencyOf(
                Tuple.of(9, mutated), Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, CALLS.size() - 1),
                        Arbitraries.of(200, 200, 200, 200, 202, 204, 302, 400, 401, 403, 404, 422, 429, 500, 503, 599),
                        bodies,
                        Arbitraries.of("", "1", "-1", "9999999999", "Wed, 21 Oct 2015 07:28:00 GMT", "soon"))
                .as(Received::new);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void anyAnswerIsReadOrRefusedInOneLine(@ForAll("answers") Received received) throws Exception {
        InputBudget.hold(received.body().length(), received::read);
    }

    @Example
    void everyRecordedAnswerIsReadOrRefusedByEveryCall() throws Exception {
        for (Map.Entry<String, byte[]> file : CORPUS.files().entrySet()) {
            String body = new String(file.getValue(), StandardCharsets.UTF_8);
            for (int call = 0; call < CALLS.size(); call++) {
                for (int status : new int[] {200, 202, 404, 500}) {
                    Received received = new Received(call, status, body, "1");
                    InputBudget.hold(body.length(), received::read);
                }
            }
        }
        assertThat(CORPUS.files()).hasSizeGreaterThan(25);
    }
}
