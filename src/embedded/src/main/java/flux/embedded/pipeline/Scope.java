package flux.embedded.pipeline;

import hudson.EnvVars;
import hudson.FilePath;
import java.util.HashMap;
import java.util.Map;

/** The blocks around a place in the script, and what they provide. */
final class Scope {
    private final Scope outer;
    private final Map<Class<?>, Object> values = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private Scope(Scope outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(null);
    }

    /** Creates a block inside this one. */
    Scope inner() {
        return new Scope(this);
    }

    Scope outer() {
        return outer;
    }

    <T> Scope with(Class<T> type, T value) {
        values.put(type, value);
        return this;
    }

    Scope withVariables(Map<String, String> more) {
        variables.putAll(more);
        return this;
    }

    <T> T get(Class<T> type) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.values.containsKey(type)) {
                return type.cast(scope.values.get(type));
            }
        }
        return null;
    }

    /** Applies the variables of all blocks, outermost first. */
    void contributeTo(EnvVars environment) {
        if (outer != null) {
            outer.contributeTo(environment);
        }
        FilePath workspace = (FilePath) values.get(FilePath.class);
        if (workspace != null && values.containsKey(hudson.model.Node.class)) {
            environment.put("WORKSPACE", workspace.getRemote());
            environment.put("NODE_NAME", "built-in");
        }
        environment.overrideExpandingAll(variables);
    }

    boolean isInside(Scope block) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope == block) {
                return true;
            }
        }
        return false;
    }
}
