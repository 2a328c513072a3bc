package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.plan.StepRules;
import java.util.List;
import java.util.Map;

/** Checks names and types of a Pipeline step's arguments before they are bound. */
final class StepArguments {

    private static final int MAX_SHOWN = 80;

    private StepArguments() {}

    /**
     * @throws AbortException naming the parameter that does not exist, or the rule that {@code images} breaks
     */
    static void check(Map<String, Object> arguments) throws AbortException {
        checkEach("", arguments, FluxGenerateParameters.BOUND);
        Object images = arguments.get("images");
        if (images == null) {
            return;
        }
        if (!(images instanceof List<?> entries)) {
            throw new AbortException(
                    "images: '" + shown(images) + "' is not allowed; it must be " + StepRules.IMAGES.rule());
        }
        if (entries.isEmpty()) {
            throw new AbortException("images: an empty list is not allowed; it must have at least one entry");
        }
        for (int index = 0; index < entries.size(); index++) {
            if (entries.get(index) instanceof Map<?, ?> entry) {
                checkClass("images[" + index + "].$class", entry.get("$class"));
                checkEach("images[" + index + "].", entry, FluxGenerateImage.BOUND);
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

    private static void checkEach(String prefix, Map<?, ?> given, BoundProperties known) throws AbortException {
        for (Map.Entry<?, ?> argument : given.entrySet()) {
            String name = String.valueOf(argument.getKey());
            if (name.equals("$class")) {
                continue;
            }
            if (!known.names().contains(name)) {
                throw new AbortException(prefix + shown(name) + ": there is no such parameter; the parameters are "
                        + String.join(", ", known.names()));
            }
            String rule = brokenRule(argument.getValue(), known.type(name));
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
}
