package flux.embedded.pipeline;

import flux.embedded.binding.DescribableBinder;
import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The arguments of a call, as passed by Groovy: named, or a single one, and possibly a body at the end. */
record CallArguments(Map<String, Object> named, Closure<?> body) {
    /**
     * Parses arguments passed by Groovy.
     *
     * @param sole the name of the argument that needs no name, or null
     * @param single whether that is the only one, so its value may be a map
     */
    static CallArguments parse(Object[] given, boolean takesBody, String sole, boolean single) {
        List<Object> positional = new ArrayList<>(Arrays.asList(given));
        Closure<?> body = null;
        if (takesBody && !positional.isEmpty() && positional.get(positional.size() - 1) instanceof Closure<?> closure) {
            body = closure;
            positional.remove(positional.size() - 1);
        }
        if (positional.isEmpty()) {
            return new CallArguments(Map.of(), body);
        }
        if (positional.size() > 1) {
            throw new IllegalArgumentException("Expected named arguments but got " + positional);
        }
        Object only = positional.get(0);
        if (only instanceof Map<?, ?> map && !map.containsKey("$class")) {
            boolean namesTheSole = sole != null && map.size() == 1 && map.containsKey(sole);
            if (!single || namesTheSole) {
                return new CallArguments(flatten(map), body);
            }
        }
        if (sole == null) {
            throw new IllegalArgumentException("Expected named arguments but got " + only);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(sole, flatten(only));
        return new CallArguments(named, body);
    }

    /** Parses the arguments of a plugin's step. */
    static CallArguments parse(Object[] given, StepDescriptor descriptor) {
        DescribableBinder<?> binder = DescribableBinder.of(descriptor.clazz);
        String sole = binder.soleRequiredParameter();
        boolean single = sole != null && binder.parameterNames().size() == 1;
        return parse(given, descriptor.takesImplicitBlockArgument(), sole, single);
    }

    private static Map<String, Object> flatten(Map<?, ?> map) {
        Map<String, Object> flat = new LinkedHashMap<>();
        map.forEach((key, value) -> flat.put(key.toString(), flatten(value)));
        return flat;
    }

    /** Converts strings with expressions to strings, at any depth. */
    private static Object flatten(Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return flatten(map);
        }
        if (value instanceof List<?> list) {
            List<Object> flat = new ArrayList<>();
            list.forEach(element -> flat.add(flatten(element)));
            return flat;
        }
        return value;
    }

    Object required(String name) {
        Object value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Missing argument: " + name);
        }
        return value;
    }

    /** Returns a number, or parses a text. */
    long number(String name) {
        Object value = required(name);
        return value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
    }

    String text(String name) {
        return required(name).toString();
    }

    Object optional(String name, Object otherwise) {
        Object value = named.get(name);
        return value == null ? otherwise : value;
    }
}
