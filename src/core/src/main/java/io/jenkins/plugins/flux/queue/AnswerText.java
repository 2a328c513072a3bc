package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an answer says about itself, as one harmless line. */
final class AnswerText {
    /** Maximum length of a quotation in a message, in characters. */
    private static final int MAX_QUOTED = 300;

    private AnswerText() {}

    /** Makes any text of the service fit for a message. */
    static String quotable(String text) {
        return SafeText.oneLine(text, MAX_QUOTED);
    }

    /**
     * Returns the explanation in a JSON body: the first nonblank field of those in which services explain errors; empty
     * if there is none.
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

    /** Describes a body that should have been a JSON object. */
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
