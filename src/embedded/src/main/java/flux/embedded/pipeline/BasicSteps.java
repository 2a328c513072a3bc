package flux.embedded.pipeline;

import hudson.AbortException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The small steps: echo, error, sleep, stage. */
final class BasicSteps {
    private BasicSteps() {}

    static void addTo(Map<String, BuiltInStep> steps) {
        steps.put("echo", plain("message", BasicSteps::echo));
        steps.put("error", plain("message", BasicSteps::error));
        steps.put("sleep", plain("time", BasicSteps::sleep, "unit"));
        steps.put("stage", block("name", BasicSteps::stage));
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
        return branch.runBody(
                arguments.body(), arguments.text("name"), branch.scope().inner());
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
