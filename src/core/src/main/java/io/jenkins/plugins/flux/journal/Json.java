package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** JSON with exact numbers; the fields of a journal's lines, where absent means none. */
final class Json {

    /** As long as a number of an answer may be: journals of before have such seeds. */
    private static final int LONGEST_NUMBER = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** On one line: line breaks in texts are escaped. */
    static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A JSON tree can always be written", bug);
        }
    }

    static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    static String text(JsonNode object, String name) {
        return field(object, name, JsonNode::textValue)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    static Optional<String> optionalText(JsonNode object, String name) {
        return field(object, name, JsonNode::textValue);
    }

    static Instant instant(JsonNode object, String name) {
        return Instant.parse(text(object, name));
    }

    static Optional<Instant> optionalInstant(JsonNode object, String name) {
        return optionalText(object, name).map(Instant::parse);
    }

    static Optional<BigInteger> integer(JsonNode object, String name) {
        return field(object, name, JsonNode::bigIntegerValue);
    }

    static Optional<BigDecimal> decimal(JsonNode object, String name) {
        return field(object, name, JsonNode::decimalValue);
    }

    static <E extends Enum<E>> E constant(JsonNode object, String name, Class<E> type) {
        return Enum.valueOf(type, text(object, name));
    }

    private static <T> Optional<T> field(JsonNode object, String name, Function<JsonNode, T> value) {
        return Optional.ofNullable(object.get(name))
                .filter(node -> !node.isNull())
                .map(value);
    }
}
