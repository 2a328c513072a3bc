package io.jenkins.plugins.flux.simulator.key;

import io.jenkins.plugins.flux.simulator.ApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The known keys: finds the key of a call, and redacts keys from what is recorded. */
public final class KeyRing {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(Bearer|Key)\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    private final List<ApiKey> keys;
    private final Map<String, String> replacements = new LinkedHashMap<>();

    public KeyRing(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
        for (ApiKey key : keys) {
            for (String form : KeyForms.of(key.value())) {
                replacements.putIfAbsent(form, "<key " + key.name() + ">");
            }
        }
    }

    /** Returns the key in an {@code Authorization} header, if it is known. */
    public Optional<ApiKey> find(Optional<String> authorization) {
        return value(authorization)
                .flatMap(value ->
                        keys.stream().filter(key -> key.value().equals(value)).findFirst());
    }

    /** Returns the value in an {@code Authorization} header, known or not. */
    public Optional<String> value(Optional<String> authorization) {
        return authorization
                .map(AUTHORIZATION::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(2));
    }

    /** Replaces each key, in whatever encoding, by its name. */
    public String redact(String text) {
        String clean = text;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            clean = clean.replace(replacement.getKey(), replacement.getValue());
        }
        return clean;
    }
}
