package io.jenkins.plugins.flux;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that a page may show of an object: the values of its getters. */
final class Shown {

    private Shown() {}

    static String of(Object shown) throws ReflectiveOperationException {
        if (shown instanceof Collection<?> all) {
            StringBuilder text = new StringBuilder();
            for (Object one : all) {
                text.append(of(one)).append('\n');
            }
            return text.toString();
        }
        Map<String, String> values = new TreeMap<>();
        for (Method getter : shown.getClass().getMethods()) {
            boolean isGetter = getter.getName().matches("(get|is)[A-Z].*")
                    && getter.getParameterCount() == 0
                    && !Modifier.isStatic(getter.getModifiers());
            if (isGetter && shown.getClass().getName().startsWith("io.jenkins.plugins.flux.")) {
                values.put(getter.getName(), String.valueOf(getter.invoke(shown)));
            }
        }
        return values.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
