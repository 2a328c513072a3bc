package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON of answers, journals and records: numbers are exact, times are ISO 8601, null and absent are the same.
 * Fields of a Java record must all be there; unknown ones are left out, as a later release may write more.
 */
public final class Json {

    /** An image in Base64 is one string; the size of the answer limits it. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(10_000)
            .maxNestingDepth(100)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    // Names come from outside; interned names would stay for the life of the process.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    private Json() {}

    /** A new object without fields. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * A value as a tree.
     *
     * @param value of the kinds that {@link #write} takes
     */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** What a tree says: text, a number, true or false, a list, or a map. */
    public static Object value(JsonNode tree) {
        return MAPPER.convertValue(tree, Object.class);
    }

    /**
     * On one line: line breaks in texts are escaped.
     *
     * @param value a tree, a Java record, a list or a map of them, or a single value
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Trees and records can always be written", bug);
        }
    }

    /**
     * A text as a tree.
     *
     * @throws IOException if it is not JSON
     */
    public static JsonNode read(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /**
     * What a text in UTF-8 says of a Java record.
     *
     * @throws IOException if it is not JSON, or a field is missing or of another kind
     */
    public static <T> T read(byte[] text, Class<T> type) throws IOException {
        return MAPPER.readValue(text, type);
    }

    /** Reads a JSON object; empty if the text is not JSON, or not an object. */
    static Optional<JsonNode> readObject(String text) {
        try {
            String json = text.startsWith("\ufeff") ? text.substring(1) : text; // a byte order mark
            return Optional.ofNullable(MAPPER.readTree(json)).filter(JsonNode::isObject);
        } catch (JsonProcessingException | NumberFormatException e) { // the latter for an excessive exponent
            return Optional.empty();
        }
    }

    /** Returns a field of an object; empty if it is absent or null, or if the node is not an object. */
    public static Optional<JsonNode> field(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /** Returns a text field; blank counts as absent. */
    public static Optional<String> text(JsonNode object, String name) {
        return field(object, name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) {
            return Instant.parse(text);
        }
    }
}
