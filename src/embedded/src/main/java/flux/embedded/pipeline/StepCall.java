package flux.embedded.pipeline;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import flux.embedded.binding.DescribableBinder;
import flux.embedded.program.ProgramRecord;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A call of a plugin's step. */
final class StepCall extends Await {
    private final Branch branch;
    private final Scope scope;
    private final StepDescriptor descriptor;
    private final Map<String, Object> arguments;
    private final CallContext context = new CallContext(this);
    private volatile StepExecution execution;
    private TaskListener listener;

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

    @Override
    String name() {
        return descriptor.getFunctionName();
    }

    CallContext context() {
        return context;
    }

    /** The output of the step; its unfinished line does not mix with others. */
    synchronized TaskListener listener() {
        if (listener == null) {
            listener = branch.program().console().listener(branch.name());
        }
        return listener;
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
            boolean done = vm().watch(name(), "start", execution::start);
            if (done && !isCompleted()) {
                throw new AssertionError("Step " + step + " claimed to have ended synchronously, but didn't set the"
                        + " result via StepContext.onSuccess/onFailure");
            }
            if (!done) {
                branch.program().recorder().waiting(this);
            }
        } catch (Throwable failure) {
            complete(Outcome.failure(failure));
        }
    }

    @SuppressWarnings("deprecation") // Overrides are honored as long as Jenkins does.
    private Step newStep() throws Exception {
        Class<?> declaring =
                descriptor.getClass().getMethod("newInstance", Map.class).getDeclaringClass();
        if (declaring != StepDescriptor.class) {
            return descriptor.newInstance(arguments);
        }
        return DescribableBinder.of(descriptor.clazz).instantiate(arguments, listener());
    }

    /**
     * On the VM thread, instead of {@link #begin}: restores the execution that waited when Jenkins ended.
     *
     * @throws IOException if it cannot be read
     */
    void restore(ProgramRecord.Waiting waiting) throws IOException {
        try {
            execution = (StepExecution) StoredOutcomes.parse(waiting.execution());
        } catch (IOException e) {
            throw new IOException("Cannot restore the step " + name() + ": " + e.getMessage(), e);
        }
    }

    /** On a thread of its own: notifies the restored execution that Jenkins was restarted. */
    void resume() {
        StepExecution restored = execution;
        try {
            vm().watch(name(), "onResume", () -> {
                restored.onResume();
                return null;
            });
        } catch (Throwable failure) {
            complete(Outcome.failure(failure));
        }
    }

    /**
     * Stores the execution soon, on the VM thread; the future fails if it cannot be stored, or if the build is over.
     */
    ListenableFuture<Void> save() {
        SettableFuture<Void> saved = SettableFuture.create();
        vm().execute(() -> save(saved), () -> saved.setException(new IOException(name() + " can no longer be stored")));
        return saved;
    }

    private void save(SettableFuture<Void> saved) {
        try {
            if (!isCompleted()) {
                branch.program().recorder().waiting(this);
            }
            saved.set(null);
        } catch (IOException e) {
            saved.setException(e);
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
            vm().watch(name(), "stop", () -> {
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
