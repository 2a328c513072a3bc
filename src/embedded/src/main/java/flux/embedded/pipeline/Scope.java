package flux.embedded.pipeline;

import java.util.HashMap;
import java.util.Map;

/** The blocks around a place in the script, and what they provide. */
final class Scope {
    private final Scope outer;
    private final Map<Class<?>, Object> values = new HashMap<>();

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

    <T> Scope with(Class<T> type, T value) {
        values.put(type, value);
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

    boolean isInside(Scope block) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope == block) {
                return true;
            }
        }
        return false;
    }
}
