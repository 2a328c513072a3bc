package io.jenkins.plugins.flux;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The context of the one step of a test, outside node: serialisable as Jenkins' own, and found again after a restart. */
final class RecordingContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private static CompletableFuture<Ending> ending = new CompletableFuture<>();

    private final String build;

    /** How the step ended: one of the two. */
    record Ending(Object result, Throwable failure) {}

    RecordingContext(String build) {
        this.build = build;
    }

    static void forget() {
        ending = new CompletableFuture<>();
    }

    static boolean isOver() {
        return ending.isDone();
    }

    static Ending await(Duration limit) throws Exception {
        return ending.get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public <T> T get(Class<T> key) {
        if (key == Run.class) {
            return key.cast(Run.fromExternalizableId(build));
        }
        return key == TaskListener.class ? key.cast(TaskListener.NULL) : null;
    }

    @Override
    public void onSuccess(Object result) {
        ending.complete(new Ending(result, null));
    }

    @Override
    public void onFailure(Throwable failure) {
        ending.complete(new Ending(null, failure));
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        throw new AssertionError("not expected: " + result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordingContext context && context.build.equals(build);
    }

    @Override
    public int hashCode() {
        return build.hashCode();
    }
}
