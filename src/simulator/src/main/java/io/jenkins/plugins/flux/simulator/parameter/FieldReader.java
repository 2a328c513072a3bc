package io.jenkins.plugins.flux.simulator.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads typed fields of a JSON object, and collects problems. */
final class FieldReader {
    private final JsonNode object;
    private final List<Problem> problems = new ArrayList<>();

    FieldReader(JsonNode object) {
        this.object = object;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void problem(String field, String rule, String type) {
        problems.add(new Problem(field, field + " " + rule, type));
    }

    boolean hasProblem(String field) {
        return problems.stream().anyMatch(problem -> problem.field().equals(field));
    }

    String requiredText(String name) {
        if (!object.has(name)) {
            problem(name, "is required", "missing");
            return "";
        }
        String value = text(name, object.get(name));
        if (!hasProblem(name) && value.isBlank()) {
            problem(name, "must not be blank", "blank");
        }
        return value;
    }

    /** Reads a text; empty if the field is missing or {@code null}. */
    Optional<String> optionalText(String name) {
        if (!object.hasNonNull(name)) {
            return Optional.empty();
        }
        String value = text(name, object.get(name));
        return hasProblem(name) ? Optional.empty() : Optional.of(value);
    }

    /** Reads an integer of any size; empty if the field is missing or {@code null}. */
    Optional<BigInteger> optionalInteger(String name) {
        if (!object.hasNonNull(name)) {
            return Optional.empty();
        }
        return anyInteger(name);
    }

    int integer(String name, int fallback, int smallest, int largest) {
        if (!object.has(name)) {
            return fallback;
        }
        BigInteger value = anyInteger(name).orElse(null);
        if (value == null) {
            return fallback;
        }
        if (value.compareTo(BigInteger.valueOf(smallest)) < 0) {
            problem(name, "must be greater than or equal to " + smallest, "greater_than_equal");
            return fallback;
        }
        if (value.compareTo(BigInteger.valueOf(largest)) > 0) {
            problem(name, "must be less than or equal to " + largest, "less_than_equal");
            return fallback;
        }
        return value.intValueExact();
    }

    boolean bool(String name, boolean fallback) {
        if (!object.has(name)) {
            return fallback;
        }
        JsonNode value = object.get(name);
        if (!value.isBoolean()) {
            problem(name, "must be true or false", "bool_type");
        }
        return value.asBoolean();
    }

    String choice(String name, List<String> allowed, String fallback) {
        if (!object.has(name)) {
            return fallback;
        }
        String value = text(name, object.get(name));
        if (!hasProblem(name) && !allowed.contains(value)) {
            problem(name, "must be one of " + String.join(", ", allowed), "enum");
        }
        return value;
    }

    private String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            problem(name, "must be a string", "string_type");
        }
        return value.asText();
    }

    private Optional<BigInteger> anyInteger(String name) {
        JsonNode value = object.get(name);
        if (!value.isIntegralNumber()) {
            problem(name, "must be an integer", "int_type");
            return Optional.empty();
        }
        return Optional.of(value.bigIntegerValue());
    }
}
