package flux.embedded.binding;

import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The bindable properties of a class: the parameters of its data-bound constructor, and its data-bound setters and
 * fields.
 */
final class DataBoundType<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final List<String> constructorNames = new ArrayList<>();
    private final Map<String, DataBoundProperty> properties = new LinkedHashMap<>();

    DataBoundType(Class<T> type) {
        this.type = type;
        constructor = constructorOf(type);
        if (constructor == null) {
            throw new IllegalArgumentException(type + " has no public constructor with @DataBoundConstructor");
        }
        Parameter[] parameters = constructor.getParameters();
        for (Parameter parameter : parameters) {
            if (!parameter.isNamePresent()) {
                throw new IllegalArgumentException(type + " was compiled without -parameters");
            }
            constructorNames.add(parameter.getName());
            properties.put(
                    parameter.getName(),
                    DataBoundProperty.ofConstructor(type, parameter.getName(), parameter.getParameterizedType()));
        }
        addSetters();
    }

    private void addSetters() {
        Map<String, DataBoundProperty> sorted = new TreeMap<>();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.isAnnotationPresent(DataBoundSetter.class)) {
                    sorted.putIfAbsent(field.getName(), DataBoundProperty.ofField(field));
                }
            }
            for (Method method : owner.getDeclaredMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                    if (!method.getName().startsWith("set") || method.getParameterCount() != 1) {
                        throw new IllegalStateException(method + " cannot be a @DataBoundSetter");
                    }
                    String name = Introspector.decapitalize(method.getName().substring(3));
                    sorted.putIfAbsent(name, DataBoundProperty.ofSetter(type, name, method));
                }
            }
        }
        sorted.forEach(properties::putIfAbsent);
    }

    static boolean isDataBound(Class<?> type) {
        return constructorOf(type) != null;
    }

    @SuppressWarnings("unchecked")
    private static <T> Constructor<T> constructorOf(Class<T> type) {
        for (Constructor<?> candidate : type.getConstructors()) {
            if (candidate.isAnnotationPresent(DataBoundConstructor.class)) {
                return (Constructor<T>) candidate;
            }
        }
        return null;
    }

    String name() {
        return type.getName();
    }

    List<String> constructorNames() {
        return Collections.unmodifiableList(constructorNames);
    }

    Map<String, DataBoundProperty> properties() {
        return Collections.unmodifiableMap(properties);
    }

    T create(Object... arguments) throws ReflectiveOperationException {
        return constructor.newInstance(arguments);
    }
}
