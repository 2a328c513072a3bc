package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.beans.Introspector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The parameters of a class as Jenkins binds them: each has a {@link DataBoundSetter} and a getter of its name. Code
 * that treats all parameters the same iterates over them, and so misses none.
 */
final class BoundProperties {

    private final Map<String, Method> setters = new TreeMap<>();
    private final Map<String, Method> getters = new TreeMap<>();

    /**
     * @throws IllegalStateException if a setter has no getter
     */
    BoundProperties(Class<?> bound) {
        for (Method setter : bound.getDeclaredMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                String suffix = setter.getName().substring("set".length());
                String name = Introspector.decapitalize(suffix);
                boolean isTruth = setter.getParameterTypes()[0] == boolean.class;
                setters.put(name, setter);
                getters.put(name, getter(bound, (isTruth ? "is" : "get") + suffix));
            }
        }
    }

    private static Method getter(Class<?> bound, String name) {
        try {
            return bound.getMethod(name);
        } catch (NoSuchMethodException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Sorted. */
    Set<String> names() {
        return Collections.unmodifiableSet(setters.keySet());
    }

    /** The type with which a property is bound. */
    Class<?> type(String name) {
        return setters.get(name).getParameterTypes()[0];
    }

    /** The value of a property; null if there is no such property. */
    @CheckForNull
    Object get(Object owner, String name) {
        Method getter = getters.get(name);
        return getter == null ? null : call(getter, owner);
    }

    void set(Object owner, String name, @CheckForNull Object value) {
        call(setters.get(name), owner, value);
    }

    @CheckForNull
    private static Object call(Method method, Object owner, Object... arguments) {
        try {
            return method.invoke(owner, arguments);
        } catch (IllegalAccessException | InvocationTargetException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
