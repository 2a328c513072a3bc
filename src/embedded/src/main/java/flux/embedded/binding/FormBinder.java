package flux.embedded.binding;

import hudson.util.Secret;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;

/**
 * Binds a submitted form like Stapler: objects by data-bound constructors and setters, lists from an array or a single
 * object, numbers from text (0 or null if it is not a number), and {@code $class} for a choice of types.
 */
public final class FormBinder {
    /** Creates an object of a class, or of the subclass that {@code $class} names. */
    public <T> T bind(Class<T> type, Map<?, ?> form) {
        return type.cast(convert(type, form));
    }

    /** Sets the properties of an existing object, with or without data-bound setters. */
    public void bindTo(Object bean, Map<?, ?> form) {
        try {
            for (PropertyDescriptor property :
                    Introspector.getBeanInfo(bean.getClass()).getPropertyDescriptors()) {
                if (form.containsKey(property.getName()) && property.getWriteMethod() != null) {
                    Type type = property.getWriteMethod().getGenericParameterTypes()[0];
                    property.getWriteMethod().invoke(bean, convert(type, form.get(property.getName())));
                }
            }
        } catch (IntrospectionException | IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        } catch (InvocationTargetException e) {
            throw launder(e);
        }
    }

    /** Converts one value of a form. */
    public Object convert(Type type, Object value) {
        Class<?> erased = ValueCoercion.erase(type);
        if (isNull(value)) {
            return ValueCoercion.defaultOf(type);
        }
        if (Collection.class.isAssignableFrom(erased)) {
            return convertAll(type, erased, value instanceof Collection<?> many ? many : List.of(value));
        }
        if (value instanceof Collection<?>) {
            throw new IllegalArgumentException("Got type array but no lister class found for type " + erased);
        }
        if (value instanceof Map<?, ?> map) {
            return erased.isInstance(value) && (erased == JSONObject.class || erased == Map.class)
                    ? value
                    : instantiate(erased, map);
        }
        return convertSimple(erased, value);
    }

    private Collection<Object> convertAll(Type type, Class<?> erased, Collection<?> values) {
        Type element = type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
        Collection<Object> converted = Set.class.isAssignableFrom(erased) ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object value : values) {
            Object item = convert(element, value);
            if (item != null) {
                converted.add(item);
            }
        }
        return converted;
    }

    private Object instantiate(Class<?> declared, Map<?, ?> form) {
        Class<?> type = declared;
        Object className = form.get("$class");
        if (className != null) {
            try {
                type = Class.forName(
                        className.toString(), true, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException("Class " + className + " is specified in JSON, but not found", e);
            }
            if (!declared.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "Specified type " + type + " is not assignable to the expected " + declared);
            }
        }
        return instantiate(new DataBoundType<>(type), form);
    }

    private Object instantiate(DataBoundType<?> type, Map<?, ?> form) {
        try {
            List<Object> arguments = new ArrayList<>();
            for (String name : type.constructorNames()) {
                arguments.add(convert(type.properties().get(name).type(), form.get(name)));
            }
            Object instance = type.create(arguments.toArray());
            for (Object key : form.keySet()) {
                DataBoundProperty property = type.properties().get(key.toString());
                if (property != null && !property.isConstructorParameter()) {
                    property.set(instance, convert(property.type(), form.get(key)));
                }
            }
            return instance;
        } catch (InvocationTargetException e) {
            throw launder(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Failed to instantiate " + type.name(), e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object convertSimple(Class<?> type, Object value) {
        String text = value.toString();
        if (type == String.class || type == Object.class) {
            return type == Object.class ? value : text;
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class) type, text);
        }
        if (type == Secret.class) {
            return Secret.fromString(text);
        }
        Class<?> wrapped = ValueCoercion.wrap(type);
        if (wrapped == Boolean.class) {
            return Set.of("true", "yes", "y", "on", "1").contains(text.toLowerCase(java.util.Locale.ROOT));
        }
        if (Number.class.isAssignableFrom(wrapped)) {
            return number(type, wrapped, text);
        }
        throw new IllegalArgumentException("Unable to convert to " + type);
    }

    /**
     * Text that is not a number becomes null for Integer, Float and Double, and zero for other types, as in Stapler.
     */
    private static Object number(Class<?> type, Class<?> wrapped, String text) {
        try {
            if (wrapped == Integer.class) {
                return Integer.valueOf(text);
            } else if (wrapped == Long.class) {
                return Long.valueOf(text);
            } else if (wrapped == Double.class) {
                return Double.valueOf(text);
            } else if (wrapped == Float.class) {
                return Float.valueOf(text);
            }
        } catch (NumberFormatException e) {
            return type.isPrimitive() || wrapped == Long.class
                    ? ValueCoercion.defaultOf(java.lang.invoke.MethodType.methodType(type)
                            .unwrap()
                            .returnType())
                    : null;
        }
        throw new IllegalArgumentException("Unable to convert to " + type);
    }

    private static boolean isNull(Object value) {
        return value == null || value instanceof JSONNull || value instanceof JSONObject json && json.isNullObject();
    }

    private static RuntimeException launder(InvocationTargetException e) {
        Throwable cause = e.getTargetException();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalArgumentException(cause);
    }

    /** Returns what a form shows of an object: the values of all data-bound properties; nested ones are maps. */
    public Map<String, Object> read(Object instance) {
        Map<String, Object> shown = new LinkedHashMap<>();
        new DataBoundType<>(instance.getClass())
                .properties()
                .forEach((name, property) -> shown.put(name, show(property.get(instance))));
        return shown;
    }

    /** Browsers send text and check boxes; null is shown as an empty field. */
    private Object show(Object value) {
        if (value instanceof Collection<?> collection) {
            List<Object> shown = new ArrayList<>();
            collection.forEach(element -> shown.add(show(element)));
            return shown;
        }
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean) {
            return value;
        }
        return DataBoundType.isDataBound(value.getClass()) ? read(value) : value.toString();
    }
}
