package flux.embedded.pipeline;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The context of a step: access to its surroundings, and callbacks for its outcome. */
final class CallContext extends StepContext {
    private static final long serialVersionUID = 1L;

    /** {@link StoredContext} is stored instead. */
    private final transient StepCall call;

    CallContext(StepCall call) {
        this.call = call;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException, InterruptedException {
        return key.cast(find(key));
    }

    private Object find(Class<?> key) throws IOException, InterruptedException {
        Branch branch = call.branch();
        Object provided = call.scope().get(key);
        if (provided != null) {
            return provided;
        }
        if (key == TaskListener.class) {
            return call.listener();
        }
        if (Run.class.isAssignableFrom(key) && key.isInstance(branch.program().run())) {
            return branch.program().run();
        }
        return null;
    }

    @Override
    public void onSuccess(Object result) {
        call.complete(Outcome.success(result));
    }

    @Override
    public void onFailure(Throwable failure) {
        if (failure == null) {
            throw new IllegalArgumentException("onFailure without a failure");
        }
        call.complete(Outcome.failure(failure));
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return call.save();
    }

    @Override
    public void setResult(Result result) {
        call.branch().program().run().worsen(result);
    }

    private Object writeReplace() {
        return new StoredContext(call.branch().program().run().getExternalizableId(), call.place());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallContext context && call == context.call;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(call);
    }

    @Override
    public String toString() {
        return "CallContext[" + call.name() + " in " + call.branch().program().run() + ']';
    }
}
