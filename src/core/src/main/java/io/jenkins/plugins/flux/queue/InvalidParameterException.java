package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.SafeText;

/** A value that breaks the rule of its field. The message is one line that names field, value and rule. */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_VALUE = 80;

    private final String field;
    private final String value;
    private final String rule;

    private InvalidParameterException(String message, String field, String value, String rule) {
        super(message);
        this.field = field;
        this.value = value;
        this.rule = rule;
    }

    /**
     * A value that is not allowed.
     *
     * @param field the field as users write it
     * @param value the offending value; shown as one capped line
     * @param rule what the value must be, to follow the words "it must be"
     */
    public static InvalidParameterException notAllowed(String field, Object value, String rule) {
        String shown = SafeText.oneLine(String.valueOf(value), MAX_VALUE);
        return new InvalidParameterException(
                field + ": " + shown + " is not allowed; it must be " + rule, field, shown, rule);
    }

    /**
     * A required value that is missing.
     *
     * @param field the field as users write it
     * @param rule what the value must be, to follow the words "it must be"
     */
    public static InvalidParameterException missing(String field, String rule) {
        return new InvalidParameterException(field + ": is missing; it must be " + rule, field, "", rule);
    }

    /** The field as users write it, in camelCase. */
    public String field() {
        return field;
    }

    /** The offending value as one line of at most 80 characters; empty if it is missing. */
    public String value() {
        return value;
    }

    /** What the value must be, to follow the words "it must be". */
    public String rule() {
        return rule;
    }
}
