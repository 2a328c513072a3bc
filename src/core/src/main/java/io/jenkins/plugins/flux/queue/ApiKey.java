package io.jenkins.plugins.flux.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of the service. Nothing about this object shows the key: not its text, hash code or exceptions.
 *
 * <p>Not serializable; its fields are transient because some serializers do not check that.
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
     * Creates a key.
     *
     * @throws IllegalArgumentException if it is blank or has characters that a header cannot contain; the message does
     *     not quote it
     */
    public static ApiKey of(String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("The API key is empty");
        }
        // Checked here because the JDK quotes the value of a header that it refuses.
        if (!key.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "The API key contains a space, a line break or another character that no key"
                            + " may have; store it again without anything around it");
        }
        return new ApiKey(key);
    }

    /**
     * Removes the key from a text: plain, in Base64 (whatever surrounds it), URL-encoded or JSON-escaped.
     *
     * <p>A key of fewer than eight characters is found only if it stands alone, because it may be part of other words.
     */
    public String redact(String text) {
        return traces.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** Whether a failure or one of its causes contains the key. */
    boolean isIn(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (traces.matcher(t.toString()).find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether both are the same key; after a refusal, this tells whether it has been rotated. Constant-time. */
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
