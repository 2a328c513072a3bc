package hudson;

import java.util.Map;
import java.util.TreeMap;

/** Environment variables, ordered and looked up case-insensitively. */
public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(Map<String, String> variables) {
        this();
        putAll(variables);
    }

    public EnvVars(EnvVars variables) {
        this((Map<String, String>) variables);
    }

    public EnvVars(String... keysAndValues) {
        this();
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(String.join(",", keysAndValues));
        }
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    /** Null and empty remove the variable; {@code PATH+X} puts its value before {@code PATH}. */
    public void override(String key, String value) {
        if (value == null || value.isEmpty()) {
            remove(key);
            return;
        }
        int plus = key.indexOf('+');
        if (plus > 0) {
            String real = key.substring(0, plus);
            String before = get(real);
            put(real, before == null ? value : value + java.io.File.pathSeparator + before);
            return;
        }
        put(key, value);
    }

    public EnvVars overrideAll(Map<String, String> all) {
        all.forEach(this::override);
        return this;
    }

    public EnvVars overrideExpandingAll(Map<String, String> all) {
        for (Map.Entry<String, String> entry : all.entrySet()) {
            override(entry.getKey(), expand(entry.getValue()));
        }
        return this;
    }

    public String get(String key, String defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public String put(String key, String value) {
        if (value == null) {
            throw new IllegalArgumentException("Null value not allowed as an environment variable: " + key);
        }
        return super.put(key, value);
    }

    public String expand(String text) {
        return Util.replaceMacro(text, this);
    }
}
