package flux.embedded.pipeline;

import flux.embedded.binding.DescribableBinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One call of a step that a plugin brought. */
final class StepCall extends Await {
    private final Branch branch;
    private final Scope scope;
    private final StepDescriptor descriptor;
    private final Map<String, Object> arguments;
    private final CallContext context = new CallContext(this);
    private volatile StepExecution execution;

    StepCall(Branch branch, StepDescriptor descriptor, Map<String, Object> arguments) {
        this.branch = branch;
        this.scope = branch.scope();
        this.descriptor = descriptor;
        this.arguments = arguments;
    }

    Branch branch() {
        return branch;
    }

    Scope scope() {
        return scope;
    }

    StepDescriptor descriptor() {
        return descriptor;
    }

    /** Null before the step has started. */
    StepExecution execution() {
        return execution;
    }

    @Override
    void begin() {
        try {
            descriptor.checkContextAvailability(context);
            Step step = newStep();
            execution = step.start(context);
            boolean done = vm().watch(descriptor.getFunctionName(), "start", execution::start);
            if (done && !isCompleted()) {
                throw new AssertionError("Step " + step + " claimed to have ended synchronously, but didn't set the"
                        + " result via StepContext.onSuccess/onFailure");
            }
            if (!done && !isCompleted()) {
                checkSerializable();
            }
        } catch (Throwable failure) {
            complete(Outcome.failure(failure));
        }
    }

    @SuppressWarnings("deprecation") // Overrides are honoured for as long as Jenkins does.
    private Step newStep() throws Exception {
        Class<?> declaring =
                descriptor.getClass().getMethod("newInstance", Map.class).getDeclaringClass();
        if (declaring != StepDescriptor.class) {
            return descriptor.newInstance(arguments);
        }
        return DescribableBinder.of(descriptor.clazz).instantiate(arguments, branch.listener());
    }

    /** Jenkins stores the program whenever it waits, and fails the build when that does not work. */
    private void checkSerializable() throws IOException {
        try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream())) {
            stream.writeObject(execution);
        }
    }

    @Override
    void stop(Throwable cause) {
        StepExecution running = execution;
        if (running == null) {
            complete(Outcome.failure(cause));
            return;
        }
        try {
            vm().watch(descriptor.getFunctionName(), "stop", () -> {
                running.stop(cause);
                return null;
            });
        } catch (Throwable failure) {
            cause.addSuppressed(failure);
            complete(Outcome.failure(cause));
        }
    }

    private VmThread vm() {
        return branch.program().vm();
    }
}
