package org.jenkinsci.plugins.workflow.steps;

import flux.embedded.binding.DescribableBinder;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Metadata of a step. */
public abstract class StepDescriptor extends Descriptor<Step> {
    public abstract Set<? extends Class<?>> getRequiredContext();

    public abstract String getFunctionName();

    public boolean takesImplicitBlockArgument() {
        return false;
    }

    @Deprecated
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        return DescribableBinder.of(clazz).instantiate(arguments);
    }

    public final void checkContextAvailability(StepContext context)
            throws MissingContextVariableException, IOException, InterruptedException {
        for (Class<?> type : getRequiredContext()) {
            if (context.get(type) == null) {
                throw new MissingContextVariableException(type, this);
            }
        }
    }

    public static ExtensionList<StepDescriptor> all() {
        return ExtensionList.lookup(StepDescriptor.class);
    }

    public static StepDescriptor byFunctionName(String name) {
        for (StepDescriptor descriptor : all()) {
            if (descriptor.getFunctionName().equals(name)) {
                return descriptor;
            }
        }
        return null;
    }

    /** What a log or view shows of the arguments: the only one, if it is a simple value. */
    public String argumentsToString(Map<String, Object> namedArguments) {
        if (namedArguments.size() != 1) {
            return null;
        }
        Object value = namedArguments.values().iterator().next();
        boolean simple = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
        return simple ? value.toString() : null;
    }
}
