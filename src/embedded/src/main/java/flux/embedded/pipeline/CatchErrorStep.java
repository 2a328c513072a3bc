package flux.embedded.pipeline;

import hudson.AbortException;
import hudson.Functions;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Continues after a failure of its body, and worsens the result of the build. */
final class CatchErrorStep implements BuiltInStep {
    @Override
    public Set<String> arguments() {
        return Set.of("message", "buildResult", "stageResult", "catchInterruptions");
    }

    @Override
    public boolean takesBody() {
        return true;
    }

    @Override
    public Object run(Branch branch, CallArguments arguments) {
        try {
            branch.runBody(arguments.body(), null, branch.scope().inner());
        } catch (Throwable failure) {
            boolean interrupted =
                    failure instanceof FlowInterruptedException interruption && interruption.isActualInterruption();
            if (interrupted && Boolean.FALSE.equals(arguments.optional("catchInterruptions", true))) {
                throw Failures.sneaky(failure);
            }
            handle(branch, arguments, failure);
        }
        return null;
    }

    private static void handle(Branch branch, CallArguments arguments, Throwable failure) {
        TaskListener listener = branch.listener();
        Run<?, ?> run = branch.program().run();
        Object message = arguments.optional("message", null);
        if (message != null) {
            listener.error(message.toString());
        }
        Result result =
                Result.fromString(arguments.optional("buildResult", "FAILURE").toString());
        if (failure instanceof AbortException) {
            listener.error(failure.getMessage());
        } else if (failure instanceof FlowInterruptedException interruption) {
            interruption.handle(run, listener);
            result = interruption.getResult();
        } else {
            Functions.printStackTrace(failure, listener.getLogger());
        }
        if (result.isWorseThan(Result.SUCCESS)) {
            if (run.getResult() == null || result.isWorseThan(run.getResult())) {
                branch.println("Setting overall build result to " + result);
            }
            run.setResult(result);
        }
    }
}
