package flux.embedded.binding;

import hudson.model.TaskListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;

/**
 * Creates a describable from named arguments, and returns the arguments that would create a given one, like the Structs
 * plugin for Pipeline steps and everything nested in them.
 */
public final class DescribableBinder<T> {
    /** The name for an argument that is passed without a name. */
    public static final String ANONYMOUS = "<anonymous>";

    private static final Logger LOGGER = Logger.getLogger(DescribableBinder.class.getName());

    private final DataBoundType<T> type;

    private DescribableBinder(Class<T> type) {
        this.type = new DataBoundType<>(type);
    }

    /** Creates a binder for a class with a data-bound constructor. */
    @SuppressWarnings("unchecked")
    public static <T> DescribableBinder<T> of(Class<? extends T> type) {
        return new DescribableBinder<>((Class<T>) type);
    }

    /** The names of all parameters: those of the constructor first, then those of setters in alphabetical order. */
    public Collection<String> parameterNames() {
        return type.properties().keySet();
    }

    /** The only constructor parameter; null if there are none or several. */
    public String soleRequiredParameter() {
        List<String> names = type.constructorNames();
        return names.size() == 1 ? names.get(0) : null;
    }

    /** Creates an instance; unknown arguments are only logged, at level FINE. */
    public T instantiate(Map<String, ?> arguments) {
        return instantiate(arguments, null);
    }

    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if an argument does not match
     */
    public T instantiate(Map<String, ?> arguments, TaskListener listener) {
        Map<String, ?> named = name(arguments);
        warnOfUnknown(named, listener);
        try {
            List<String> names = type.constructorNames();
            Object[] values = new Object[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = constructorValue(names.get(i), named.get(names.get(i)), listener);
            }
            T instance = type.create(values);
            for (Map.Entry<String, DataBoundProperty> property :
                    type.properties().entrySet()) {
                if (!property.getValue().isConstructorParameter() && named.containsKey(property.getKey())) {
                    Object value = named.get(property.getKey());
                    property.getValue()
                            .set(
                                    instance,
                                    new ValueCoercion(listener)
                                            .coerce(
                                                    property.getValue().context(),
                                                    property.getValue().type(),
                                                    value));
                }
            }
            return instance;
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable cause = e instanceof InvocationTargetException invoked ? invoked.getTargetException() : e;
            throw new IllegalArgumentException(
                    "Could not instantiate " + named + " for " + type.name() + ": " + cause, cause);
        }
    }

    private Object constructorValue(String name, Object value, TaskListener listener)
            throws ReflectiveOperationException {
        Type declared = type.properties().get(name).type();
        return value == null
                ? ValueCoercion.defaultOf(declared)
                : new ValueCoercion(listener).coerce(type.name() + "." + name, declared, value);
    }

    private Map<String, ?> name(Map<String, ?> arguments) {
        if (!arguments.containsKey(ANONYMOUS)) {
            return arguments;
        }
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("All arguments have to be named but it has " + ANONYMOUS);
        }
        if (soleRequiredParameter() == null) {
            throw new IllegalArgumentException("Arguments to " + type.name() + " have to be explicitly named");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(soleRequiredParameter(), arguments.get(ANONYMOUS));
        return named;
    }

    private void warnOfUnknown(Map<String, ?> named, TaskListener listener) {
        Set<String> unknown = new TreeSet<>(named.keySet());
        unknown.removeAll(type.properties().keySet());
        if (!unknown.isEmpty()) {
            String warning = "WARNING: Unknown parameter(s) found for class type '" + type.name() + "': "
                    + String.join(",", unknown);
            if (listener == null) {
                LOGGER.fine(warning);
            } else {
                listener.getLogger().println(warning);
            }
        }
    }

    /**
     * Returns the arguments that differ from those of a new instance, like the Snippet Generator; nested describables
     * are maps.
     */
    public Map<String, Object> uninstantiate(T instance) {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> required = new LinkedHashMap<>();
        for (Map.Entry<String, DataBoundProperty> property : type.properties().entrySet()) {
            Object value = describe(property.getValue().get(instance));
            if (property.getValue().isConstructorParameter()) {
                if (value != null) {
                    required.put(property.getKey(), value);
                }
            } else {
                all.put(property.getKey(), value);
            }
        }
        T control = instantiate(required);
        all.entrySet().removeIf(argument -> {
            Object initial = describe(type.properties().get(argument.getKey()).get(control));
            return java.util.Objects.equals(initial, argument.getValue());
        });
        required.putAll(all);
        return required;
    }

    private static Object describe(Object value) {
        if (value instanceof Collection<?> collection) {
            List<Object> described = new ArrayList<>();
            collection.forEach(element -> described.add(describe(element)));
            return described;
        }
        if (value != null && DataBoundType.isDataBound(value.getClass())) {
            return describeNested(value);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static <N> Map<String, Object> describeNested(N value) {
        return DescribableBinder.of((Class<N>) value.getClass()).uninstantiate(value);
    }
}
