package io.jenkins.plugins.flux;

import hudson.AbortException;
import io.jenkins.plugins.flux.http.SafeText;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kohsuke.stapler.DataBoundSetter;

/** Checks the names and shapes of what a Pipeline hands to the step, before any of it is bound. */
final class StepArguments {

    private static final Set<String> STEP = namesOf(FluxGenerateParameters.class);
    private static final Set<String> IMAGE = namesOf(FluxGenerateImage.class);

    private static final int MAX_SHOWN = 80;

    private StepArguments() {}

    /**
     * @throws AbortException naming the parameter that does not exist, or the rule that {@code images} breaks
     */
    static void check(Map<String, Object> arguments) throws AbortException {
        checkNames("", arguments.keySet(), STEP);
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
                checkNames("images[" + index + "].", entry.keySet(), IMAGE);
            } else if (!(entries.get(index) instanceof FluxGenerateImage)) {
                throw new AbortException("images[" + index + "]: '" + shown(entries.get(index))
                        + "' is not allowed; it must be a map like [prompt: '…', output: '…']");
            }
        }
    }

    private static void checkNames(String prefix, Set<?> given, Set<String> known) throws AbortException {
        for (Object name : given) {
            String text = String.valueOf(name);
            if (!known.contains(text) && !text.equals("$class")) {
                throw new AbortException(
                        prefix + shown(text) + ": there is no such parameter; known are " + String.join(", ", known));
            }
        }
    }

    private static String shown(Object value) {
        return SafeText.oneLine(String.valueOf(value), MAX_SHOWN);
    }

    private static Set<String> namesOf(Class<?> bound) {
        return Arrays.stream(bound.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
