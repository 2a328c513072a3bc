package flux.embedded.pipeline;

import hudson.AbortException;
import hudson.Functions;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs its body again after a failure, up to a number of times. */
final class RetryStep implements BuiltInStep {
    @Override
    public String soleArgument() {
        return "count";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("conditions");
    }

    @Override
    public boolean takesBody() {
        return true;
    }

    @Override
    public Object run(Branch branch, CallArguments arguments) {
        if (arguments.named().containsKey("conditions")) {
            throw new UnsupportedOperationException("retry with conditions");
        }
        long left = arguments.number("count");
        while (true) {
            try {
                return branch.runBody(arguments.body(), null, branch.scope().inner());
            } catch (Throwable failure) {
                left--;
                if (left <= 0 || isInterrupted(failure)) {
                    throw Failures.sneaky(failure);
                }
                report(branch, failure);
                branch.println("Retrying");
            }
        }
    }

    private static boolean isInterrupted(Throwable failure) {
        return failure instanceof FlowInterruptedException interruption && interruption.isActualInterruption();
    }

    private static void report(Branch branch, Throwable failure) {
        if (failure instanceof AbortException) {
            branch.listener().error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.handle(branch.program().run(), branch.listener());
        } else {
            branch.listener().error("Execution failed");
            Functions.printStackTrace(failure, branch.listener().getLogger());
        }
    }
}
