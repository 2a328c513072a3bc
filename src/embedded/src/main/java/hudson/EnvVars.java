package hudson;

import java.util.TreeMap;

/** Environment variables, ordered and looked up case-insensitively. */
public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
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
