package io.jenkins.plugins.flux.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of the service. Nothing about this object shows it: not its text, not its hash, not an exception.
 *
 * <p>It is not serializable, and its fields are transient for serializers that do not ask.
 */
public final class ApiKey {
    private static final String MASK = "****";

    private final transient String key;
    private final transient Pattern traces;

    private ApiKey(String key) {
        this.key = key;
        this.traces = KeyTraces.of(key);
    }

    /**
     * A key.
     *
     * @throws IllegalArgumentException if it is blank or has characters that a header cannot carry; the message does not
     *     quote it
     */
    public static ApiKey of(String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("The API key is empty");
        }
        // Checked here, because the JDK's own refusal of a header quotes its value.
        if (!key.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "The API key contains a space, a line break or another character that no key"
                            + " may have; store it again without anything around it");
        }
        return new ApiKey(key);
    }

    /**
     * The text without the key: plain, in Base64 (whatever stands around it), URL-encoded or JSON-escaped.
     *
     * <p>A key of less than eight characters is found only where it stands alone, since it may well be part of other words.
     */
    public String redact(String text) {
        return traces.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** Whether a failure or one of its causes shows the key. */
    boolean isIn(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (traces.matcher(t.toString()).find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether both are the same key: after a refusal, whether it was rotated meanwhile. Takes the same time for any key. */
    public boolean isSameAs(ApiKey other) {
        return MessageDigest.isEqual(
                key.getBytes(StandardCharsets.US_ASCII), other.key.getBytes(StandardCharsets.US_ASCII));
    }

    /** The value of the {@code Authorization} header. */
    String authorization() {
        return "Bearer " + key;
    }

    @Override
    public String toString() {
        return "ApiKey(" + MASK + ")";
    }
}
