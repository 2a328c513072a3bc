package flux.embedded.pipeline;

import hudson.AbortException;
import hudson.Functions;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The simple steps: echo, error, unstable, sleep, stage, withEnv, isUnix. */
final class BasicSteps {
    private BasicSteps() {}

    static void addTo(Map<String, BuiltInStep> steps) {
        steps.put("echo", plain("message", BasicSteps::echo));
        steps.put("error", plain("message", BasicSteps::error));
        steps.put("unstable", plain("message", BasicSteps::unstable));
        steps.put("sleep", plain("time", BasicSteps::sleep, "unit"));
        steps.put("isUnix", plain(null, (branch, arguments) -> !Functions.isWindows()));
        steps.put("stage", block("name", BasicSteps::stage));
        steps.put("withEnv", block("overrides", BasicSteps::withEnv));
    }

    static BuiltInStep plain(String sole, Code code, String... others) {
        return new Simple(sole, Set.of(others), false, code);
    }

    static BuiltInStep block(String sole, Code code) {
        return new Simple(sole, Set.of(), true, code);
    }

    private static Object echo(Branch branch, CallArguments arguments) {
        branch.println(String.valueOf(arguments.named().get("message")));
        return null;
    }

    private static Object error(Branch branch, CallArguments arguments) throws AbortException {
        throw new AbortException(arguments.text("message"));
    }

    private static Object unstable(Branch branch, CallArguments arguments) {
        branch.println("WARNING: " + arguments.text("message"));
        branch.program().run().setResult(Result.UNSTABLE);
        return null;
    }

    private static Object sleep(Branch branch, CallArguments arguments) throws Exception {
        long millis = unit(arguments, "SECONDS").toMillis(arguments.number("time"));
        if (millis <= 0) {
            branch.println("No need to sleep any longer");
            return null;
        }
        branch.println("Sleeping for " + TimeSpans.describe(millis));
        long end = branch.once(() -> System.currentTimeMillis() + millis, known -> {});
        return branch.await(new TimerAwait(branch, end));
    }

    static TimeUnit unit(CallArguments arguments, String otherwise) {
        return TimeUnit.valueOf(arguments.optional("unit", otherwise).toString().toUpperCase(Locale.ROOT));
    }

    private static Object stage(Branch branch, CallArguments arguments) {
        String name = arguments.text("name");
        return branch.runBody(arguments.body(), name, branch.scope().inner().withVariables(Map.of("STAGE_NAME", name)));
    }

    private static Object withEnv(Branch branch, CallArguments arguments) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object override : (List<?>) arguments.required("overrides")) {
            String[] parts = override.toString().split("=", 2);
            variables.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return branch.runBody(arguments.body(), null, branch.scope().inner().withVariables(variables));
    }

    /** The action of a simple step. */
    interface Code {
        Object run(Branch branch, CallArguments arguments) throws Exception;
    }

    private record Simple(String soleArgument, Set<String> arguments, boolean takesBody, Code code)
            implements BuiltInStep {
        @Override
        public Object run(Branch branch, CallArguments arguments) throws Exception {
            return code.run(branch, arguments);
        }
    }
}
