package flux.embedded.binding;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

/** A property that can be bound, and read back through its public getter or field. */
final class DataBoundProperty {
    private final Class<?> owner;
    private final String name;
    private final Type type;
    private final Method setter;
    private final Field field;

    private DataBoundProperty(Class<?> owner, String name, Type type, Method setter, Field field) {
        this.owner = owner;
        this.name = name;
        this.type = type;
        this.setter = setter;
        this.field = field;
    }

    static DataBoundProperty ofConstructor(Class<?> owner, String name, Type type) {
        return new DataBoundProperty(owner, name, type, null, null);
    }

    static DataBoundProperty ofSetter(Class<?> owner, String name, Method setter) {
        return new DataBoundProperty(owner, name, setter.getGenericParameterTypes()[0], setter, null);
    }

    static DataBoundProperty ofField(Field field) {
        return new DataBoundProperty(field.getDeclaringClass(), field.getName(), field.getGenericType(), null, field);
    }

    boolean isConstructorParameter() {
        return setter == null && field == null;
    }

    Type type() {
        return type;
    }

    /** Its name in messages. */
    String context() {
        return setter != null ? setter.getDeclaringClass() + "." + setter.getName() + "()" : owner + "." + name;
    }

    void set(Object instance, Object value) throws ReflectiveOperationException {
        Object fitting = value == null ? ValueCoercion.defaultOf(type) : value;
        if (setter != null) {
            setter.invoke(instance, fitting);
        } else {
            field.setAccessible(true);
            field.set(instance, fitting);
        }
    }

    /** Reads like Jenkins' forms: with a getter, or else a public field. */
    Object get(Object instance) {
        String suffix = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String getter : new String[] {"get" + suffix, "is" + suffix}) {
            try {
                return owner.getMethod(getter).invoke(instance);
            } catch (NoSuchMethodException e) {
                continue;
            } catch (IllegalAccessException e) {
                throw new UnsupportedOperationException(owner + "." + getter + " is not accessible", e);
            } catch (InvocationTargetException e) {
                throw new UnsupportedOperationException(owner + "." + getter + " failed", e.getTargetException());
            }
        }
        try {
            return owner.getField(name).get(instance);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException(
                    "no public field '" + name + "' (or getter method) found in " + owner);
        }
    }
}
