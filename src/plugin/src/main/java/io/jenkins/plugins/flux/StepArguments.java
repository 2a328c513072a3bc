package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.http.SafeText;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundSetter;

/** Checks names and types of a Pipeline step's arguments before they are bound. */
final class StepArguments {

    private static final Map<String, Class<?>> STEP = typesOf(FluxGenerateParameters.class);
    private static final Map<String, Class<?>> IMAGE = typesOf(FluxGenerateImage.class);

    private static final int MAX_SHOWN = 80;

    private StepArguments() {}

    /**
     * @throws AbortException naming the parameter that does not exist, or the rule that {@code images} breaks
     */
    static void check(Map<String, Object> arguments) throws AbortException {
        checkEach("", arguments, STEP);
        Object images = arguments.get("images");
        if (images == null) {
            return;
        }
        if (!(images instanceof List<?> entries)) {
            throw new AbortException("images: '" + shown(images)
                    + "' is not allowed; it must be a list of maps like [[prompt: '…'], …]");
        }
        if (entries.isEmpty()) {
            throw new AbortException("images: an empty list is not allowed; it must have at least one entry");
        }
        for (int index = 0; index < entries.size(); index++) {
            if (entries.get(index) instanceof Map<?, ?> entry) {
                checkClass("images[" + index + "].$class", entry.get("$class"));
                checkEach("images[" + index + "].", entry, IMAGE);
            } else if (!(entries.get(index) instanceof FluxGenerateImage)) {
                throw new AbortException("images[" + index + "]: '" + shown(entries.get(index))
                        + "' is not allowed; it must be a map like [prompt: '…', output: '…']");
            }
        }
    }

    /** Jenkins would fail with a stack trace if the class does not exist or is not an image. */
    private static void checkClass(String name, @CheckForNull Object given) throws AbortException {
        boolean isImage = given == null
                || given.equals(FluxGenerateImage.class.getSimpleName())
                || given.equals(FluxGenerateImage.class.getName());
        if (!isImage) {
            throw new AbortException(name + ": " + shown(given) + " is not allowed; it must be left out");
        }
    }

    private static void checkEach(String prefix, Map<?, ?> given, Map<String, Class<?>> known) throws AbortException {
        for (Map.Entry<?, ?> argument : given.entrySet()) {
            String name = String.valueOf(argument.getKey());
            if (name.equals("$class")) {
                continue;
            }
            if (!known.containsKey(name)) {
                throw new AbortException(prefix + shown(name) + ": there is no such parameter; the parameters are "
                        + String.join(", ", known.keySet()));
            }
            String rule = brokenRule(argument.getValue(), known.get(name));
            if (rule != null) {
                throw new AbortException(
                        prefix + name + ": " + shown(argument.getValue()) + " is not allowed; it must be " + rule);
            }
        }
    }

    /** Jenkins would fail with a stack trace for one, and silently take the other for false. */
    @CheckForNull
    private static String brokenRule(@CheckForNull Object value, Class<?> type) {
        if (type == String.class && value != null && !(value instanceof CharSequence)) {
            return "text";
        }
        boolean isTruth = value instanceof Boolean || "true".equals(value) || "false".equals(value);
        return type == boolean.class && !isTruth ? "true or false" : null;
    }

    private static String shown(Object value) {
        return SafeText.oneLine(String.valueOf(value), MAX_SHOWN);
    }

    private static Map<String, Class<?>> typesOf(Class<?> bound) {
        Map<String, Class<?>> types = new TreeMap<>();
        for (Method method : bound.getDeclaredMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String property = method.getName().substring("set".length());
                types.put(
                        Character.toLowerCase(property.charAt(0)) + property.substring(1),
                        method.getParameterTypes()[0]);
            }
        }
        return types;
    }
}
