package io.jenkins.plugins.flux.queue;

import java.util.Objects;
import java.util.Optional;

/**
 * A parameter of a step, as one row of a table: what users call it, what it must be, and what counts if it is not
 * given. Everything else that a parameter goes through (binding, plan, journal, request, manifest, forms, reference)
 * takes it from its row. {@link ParameterRules} has the rows of those that the service knows.
 *
 * @param <T> what a value is once it is read; immutable, and a kind of value that JSON has, or an enum of names
 */
public final class Parameter<T> {

    /** Reads a value that was given. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * The value in its type.
         *
         * @param row whose value it is; {@link Parameter#refusal} says that it breaks the rule
         * @param written as a user wrote it; neither null nor blank
         * @throws InvalidParameterException if it breaks the rule
         */
        T read(Parameter<T> row, Object written);
    }

    private final String name;
    private final Optional<String> wireName;
    private final String rule;
    private final Optional<T> usual;
    private final boolean isRequired;
    private final Reader<T> reader;

    private Parameter(
            String name, String wireName, String rule, Optional<T> usual, boolean isRequired, Reader<T> reader) {
        this.name = Objects.requireNonNull(name, "name");
        this.wireName = Optional.ofNullable(wireName);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.usual = usual;
        this.isRequired = isRequired;
        this.reader = reader;
    }

    /** One that a step has for itself, with the value that counts if none is given. */
    public static <T> Parameter<T> of(String name, String rule, T usual, Reader<T> reader) {
        return new Parameter<>(name, null, rule, Optional.of(usual), false, reader);
    }

    /** One that a step has for itself and that has no value if none is given. */
    public static <T> Parameter<T> optional(String name, String rule, Reader<T> reader) {
        return new Parameter<>(name, null, rule, Optional.empty(), false, reader);
    }

    /** The same one, which must be given. */
    Parameter<T> required() {
        return new Parameter<>(name, wireName.orElse(null), rule, usual, true, reader);
    }

    /** The same one, known to the service by another name. */
    Parameter<T> as(String other) {
        return new Parameter<>(name, other, rule, usual, isRequired, reader);
    }

    /** The name in a Jenkinsfile, in forms, journals and the manifest. */
    public String name() {
        return name;
    }

    /** The name in requests to the service; empty if the service does not know it. */
    public Optional<String> wireName() {
        return wireName;
    }

    /** What a value must be, to follow the words "it must be". */
    public String rule() {
        return rule;
    }

    /** The default; empty if there is none. */
    public Optional<T> usual() {
        return usual;
    }

    /** The default as users write it. */
    public Optional<String> usualText() {
        return usual.map(value -> Json.tree(value).asText());
    }

    /**
     * Reads a value as a user wrote it, in a Jenkinsfile or in a form.
     *
     * @param written null and blank text mean that nothing was given
     * @return the default if nothing was given; null if there is none either
     * @throws InvalidParameterException if it breaks the rule, or is required and was not given
     */
    public T read(Object written) {
        if (!isAbsent(written)) {
            return reader.read(this, written);
        }
        if (isRequired) {
            throw InvalidParameterException.missing(name, rule);
        }
        return usual.orElse(null);
    }

    /** What is thrown for a value that breaks the rule. */
    public InvalidParameterException refusal(Object written) {
        return refusal(written, rule);
    }

    /**
     * The same with the part of the rule that the value breaks.
     *
     * @param broken to follow the words "it must be"
     */
    public InvalidParameterException refusal(Object written, String broken) {
        return InvalidParameterException.notAllowed(name, written, broken);
    }

    private static boolean isAbsent(Object written) {
        return written == null
                || written instanceof CharSequence text && text.toString().isBlank();
    }

    @Override
    public String toString() {
        return name;
    }
}
