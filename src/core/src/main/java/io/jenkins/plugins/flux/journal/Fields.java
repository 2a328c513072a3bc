package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.queue.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * The fields of a line, or of an object in it. A missing field that is not optional causes an {@link
 * IllegalArgumentException}.
 */
record Fields(JsonNode json) {

    /** Reads a whole line. */
    static Fields of(String line) throws IOException {
        return new Fields(Json.read(line));
    }

    JsonNode required(String name) {
        return json.required(name);
    }

    String text(String name) {
        return field(name)
                .map(JsonNode::textValue)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    Optional<String> optionalText(String name) {
        return field(name).map(JsonNode::textValue);
    }

    int number(String name) {
        return json.required(name).intValue();
    }

    boolean truth(String name) {
        return json.required(name).booleanValue();
    }

    boolean optionalTruth(String name) {
        return json.path(name).booleanValue();
    }

    /** A value of any kind; null if it is missing. */
    Object value(String name) {
        return field(name).map(Json::value).orElse(null);
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(Instant::parse);
    }

    Optional<BigInteger> integer(String name) {
        return field(name).map(JsonNode::bigIntegerValue);
    }

    Optional<BigDecimal> decimal(String name) {
        return field(name).map(JsonNode::decimalValue);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    private Optional<JsonNode> field(String name) {
        return Json.field(json, name);
    }
}
