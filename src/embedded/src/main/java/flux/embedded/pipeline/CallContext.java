package flux.embedded.pipeline;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step learns of its surroundings, and whom it tells that it is done. */
final class CallContext extends StepContext {
    private static final long serialVersionUID = 1L;

    /** Jenkins stores a reference by which the context finds its place again. */
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
            return branch.listener();
        }
        if (Run.class.isAssignableFrom(key) && key.isInstance(branch.program().run())) {
            return branch.program().run();
        }
        if (key.isInstance(branch.program().run().getParent())) {
            return branch.program().run().getParent();
        }
        if (key == EnvVars.class) {
            return branch.program().environment(branch.listener(), call.scope());
        }
        Node node = call.scope().get(Node.class);
        if (key == Launcher.class && node != null) {
            return node.createLauncher(branch.listener());
        }
        return key == Computer.class && node != null ? branch.program().builtInComputer() : null;
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

    /** There is nothing that this host could store; Jenkins stores nothing either, with most durability settings. */
    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        call.branch().program().run().worsen(result);
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
        return "CallContext[" + call.descriptor().getFunctionName() + " in "
                + call.branch().program().run() + ']';
    }
}
