package flux.embedded.pipeline;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Finds a step by its name and calls it. */
final class Steps {
    private static final Map<String, BuiltInStep> BUILT_IN = new TreeMap<>();

    static {
        BasicSteps.addTo(BUILT_IN);
        FileSteps.addTo(BUILT_IN);
        BUILT_IN.put("node", new NodeStep());
        BUILT_IN.put("parallel", new ParallelStep());
        BUILT_IN.put("timeout", new TimeoutStep());
        BUILT_IN.put("retry", new RetryStep());
    }

    private Steps() {}

    static Object call(String name, Object[] arguments) {
        Branch branch = Branch.current();
        StepDescriptor descriptor = StepDescriptor.byFunctionName(name);
        if (descriptor != null) {
            return callPlugin(branch, descriptor, arguments);
        }
        BuiltInStep builtIn = BUILT_IN.get(name);
        if (builtIn == null) {
            Set<String> known = new TreeSet<>(BUILT_IN.keySet());
            StepDescriptor.all().forEach(step -> known.add(step.getFunctionName()));
            throw new NoSuchMethodError("No such DSL method '" + name + "' found among steps " + known);
        }
        return callBuiltIn(branch, name, builtIn, arguments);
    }

    private static Object callPlugin(Branch branch, StepDescriptor descriptor, Object[] arguments) {
        if (descriptor.takesImplicitBlockArgument()) {
            throw new UnsupportedOperationException(
                    descriptor.getFunctionName() + ": this host has no steps with bodies but its own");
        }
        CallArguments parsed = CallArguments.parse(arguments, descriptor);
        branch.note(descriptor.getFunctionName());
        return branch.await(new StepCall(branch, descriptor, parsed.named()));
    }

    private static Object callBuiltIn(Branch branch, String name, BuiltInStep step, Object[] arguments) {
        CallArguments parsed = CallArguments.parse(arguments, step.takesBody(), step.soleArgument(), false);
        if (step.takesBody() && step.needsBody() && parsed.body() == null) {
            throw new IllegalStateException(name + " step must be called with a body");
        }
        branch.note(name);
        warnOfUnknown(branch, name, step, parsed);
        try {
            return step.run(branch, parsed);
        } catch (Throwable failure) {
            throw Failures.sneaky(failure);
        } finally {
            if (step.takesBody()) {
                branch.note("// " + name);
            }
        }
    }

    private static void warnOfUnknown(Branch branch, String name, BuiltInStep step, CallArguments given) {
        if (step.arguments() == null) {
            return;
        }
        Set<String> unknown = new LinkedHashSet<>(given.named().keySet());
        unknown.removeAll(step.arguments());
        unknown.remove(step.soleArgument());
        if (!unknown.isEmpty()) {
            branch.println("WARNING: Unknown parameter(s) found for step '" + name + "': " + String.join(",", unknown));
        }
    }
}
