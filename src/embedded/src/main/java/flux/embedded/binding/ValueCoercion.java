package flux.embedded.binding;

import groovy.lang.GString;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.reflection.ReflectionCache;

/** Converts a value from a script to the declared type. */
final class ValueCoercion {
    private static final String CLASS = "$class";

    private final TaskListener listener;

    ValueCoercion(TaskListener listener) {
        this.listener = listener;
    }

    /** The value of an argument that was not given. */
    static Object defaultOf(Type type) {
        return type instanceof Class<?> raw && raw.isPrimitive() ? Array.get(Array.newInstance(raw, 1), 0) : null;
    }

    Object coerce(String context, Type type, Object given) throws ReflectiveOperationException {
        Class<?> erased = erase(type);
        Object value =
                type instanceof Class ? ReflectionCache.getCachedClass(erased).coerceArgument(given) : given;
        if (value instanceof GString text) {
            value = text.toString();
        }
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && Collection.class.isAssignableFrom(erased)) {
            return coerceAll(context, elementType(type), list);
        }
        if (value instanceof List<?> list && erased.isArray()) {
            List<Object> elements = coerceAll(context, erased.getComponentType(), list);
            Object array = Array.newInstance(erased.getComponentType(), elements.size());
            for (int i = 0; i < elements.size(); i++) {
                Array.set(array, i, elements.get(i));
            }
            return array;
        }
        if (wrap(erased).isInstance(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return instantiate(erased, map);
        }
        return value instanceof String text ? parse(context, erased, text) : refuse(context, type, value);
    }

    private List<Object> coerceAll(String context, Type elementType, List<?> values)
            throws ReflectiveOperationException {
        List<Object> coerced = new ArrayList<>();
        for (Object value : values) {
            coerced.add(coerce(context, elementType, value));
        }
        return coerced;
    }

    private Object instantiate(Class<?> base, Map<?, ?> map) throws ClassNotFoundException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        map.forEach((key, value) -> arguments.put((String) key, value));
        Class<?> concrete = resolve(base, (String) arguments.remove(CLASS));
        return DescribableBinder.of(concrete).instantiate(arguments, listener);
    }

    private static Class<?> resolve(Class<?> base, String name) throws ClassNotFoundException {
        if (name == null) {
            if (Modifier.isAbstract(base.getModifiers())) {
                throw new UnsupportedOperationException("must specify $class with an implementation of " + base);
            }
            return base;
        }
        if (name.contains(".")) {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        }
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (base.isAssignableFrom(descriptor.clazz)
                    && descriptor.clazz.getSimpleName().equals(name)) {
                return descriptor.clazz;
            }
        }
        throw new UnsupportedOperationException("no known implementation of " + base + " is named " + name);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object parse(String context, Class<?> erased, String text) {
        Class<?> wrapped = wrap(erased);
        if (erased.isEnum()) {
            return Enum.valueOf((Class) erased, text);
        }
        if (erased == Result.class) {
            return Result.fromString(text);
        }
        if (wrapped == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (wrapped == Character.class && text.length() == 1) {
            return text.charAt(0);
        }
        if (Number.class.isAssignableFrom(wrapped)) {
            return number(context, wrapped, text);
        }
        if (erased == URL.class) {
            try {
                return new URL(text);
            } catch (java.net.MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return refuse(context, erased, text);
    }

    private static Object number(String context, Class<?> type, String text) {
        try {
            if (type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == Long.class) {
                return Long.valueOf(text);
            } else if (type == Double.class) {
                return Double.valueOf(text);
            } else if (type == Float.class) {
                return Float.valueOf(text);
            } else if (type == Short.class) {
                return Short.valueOf(text);
            } else if (type == Byte.class) {
                return Byte.valueOf(text);
            }
            return text;
        } catch (NumberFormatException e) {
            throw new ClassCastException(context + " expects " + type
                    + " but was unable to coerce the received value \"" + text + "\" to that type");
        }
    }

    private static Object refuse(String context, Type type, Object value) {
        throw new ClassCastException(context + " expects " + type + " but received " + value.getClass());
    }

    private static Type elementType(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type element = parameterized.getActualTypeArguments()[0];
            return element instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : element;
        }
        return Object.class;
    }

    static Class<?> erase(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return Object.class;
    }

    static Class<?> wrap(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
