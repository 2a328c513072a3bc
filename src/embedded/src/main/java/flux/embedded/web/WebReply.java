package flux.embedded.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer of a web method.
 *
 * @param returned what the method returned
 * @param status the HTTP status
 * @param headers headers, by name
 * @param body written bytes
 */
public record WebReply(Object returned, int status, Map<String, String> headers, byte[] body) {
    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a header, ignoring the case of its name; or null. */
    public String header(String name) {
        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return sorted.get(name);
    }

    /** Casts what the method returned. */
    public <T> T returned(Class<T> type) {
        return type.cast(returned);
    }

    static WebReply ofStatus(int status) {
        return new WebReply(null, status, Map.of(), new byte[0]);
    }
}
