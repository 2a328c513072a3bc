package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words in which an answer explains itself, as one harmless line. */
final class AnswerText {
    /** The longest quotation in a message, in characters. */
    private static final int MAX_QUOTED = 300;

    private AnswerText() {}

    /** Any text of the service, fit for a message. */
    static String quotable(String text) {
        return SafeText.oneLine(text, MAX_QUOTED);
    }

    /**
     * The explanation in a JSON body: of the fields in which services explain errors, the first that says something; empty if
     * none does.
     */
    static String explanation(JsonNode body) {
        return quotable(Json.field(body, "error")
                .flatMap(error -> error.isTextual() ? Json.text(body, "error") : Json.text(error, "message"))
                .or(() -> Json.text(body, "detail"))
                .or(() -> Json.field(body, "detail").flatMap(AnswerText::fromList))
                .or(() -> Json.text(body, "message"))
                .or(() -> Json.text(body, "error_type"))
                .orElse(""));
    }

    /** What the body of an answer is, for one that should have been a JSON object. */
    static String describe(Answer answer) {
        String start = answer.text().stripLeading();
        if (answer.encoding().isPresent()) {
            return "a body with the content encoding "
                    + quotable(answer.encoding().get());
        }
        if (start.isEmpty()) {
            return "an empty body";
        }
        if (start.startsWith("<")) {
            return "a page of HTML or XML";
        }
        return "the text \"" + quotable(start) + "\"";
    }

    /** Validation errors: {@code [{"loc": ["body", "width"], "msg": "width must be a multiple of 32"}]}. */
    private static Optional<String> fromList(JsonNode detail) {
        List<String> messages = new ArrayList<>();
        for (JsonNode entry : detail) {
            Json.text(entry, "msg").ifPresent(message -> messages.add(withField(entry, message)));
        }
        return messages.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", messages));
    }

    private static String withField(JsonNode entry, String message) {
        JsonNode location = entry.path("loc");
        String field = location.path(location.size() - 1).asText();
        return field.isEmpty() || message.contains(field) ? message : field + ": " + message;
    }
}
