package io.jenkins.plugins.flux;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The context of the only step of a test, outside node by default: serializable like Jenkins' own, and found again
 * after a restart.
 */
final class RecordingContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private static CompletableFuture<Ending> ending = new CompletableFuture<>();
    private static FilePath workspace;
    private static CountDownLatch open = new CountDownLatch(0);
    private static PrintStream console = new PrintStream(OutputStream.nullOutputStream());

    private final String build;

    /** How the step ended: with one of the two. */
    record Ending(Object result, Throwable failure) {}

    RecordingContext(String build) {
        this.build = build;
    }

    /** Resets the context: the next step is outside node. */
    static void forget() {
        inside(null);
    }

    /** The next step is inside node; its workspace is not requested after a restart. */
    static ByteArrayOutputStream inside(FilePath directory) {
        ending = new CompletableFuture<>();
        workspace = directory;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        console = new PrintStream(written, true, StandardCharsets.UTF_8);
        return written;
    }

    /** Callers of the context wait until then. */
    static void closeUntil(CountDownLatch opened) {
        open = opened;
    }

    static boolean isOver() {
        return ending.isDone();
    }

    static Ending await(Duration limit) throws Exception {
        return ending.get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public <T> T get(Class<T> key) throws InterruptedException {
        open.await();
        if (key == Run.class) {
            return key.cast(run(build));
        }
        if (key == FilePath.class) {
            return key.cast(workspace);
        }
        return key == TaskListener.class ? key.cast(new StreamTaskListener(console, StandardCharsets.UTF_8)) : null;
    }

    /** Runs as SYSTEM, like the contexts of Pipelines. */
    @SuppressWarnings("try") // The context only has to be closed.
    static Run<?, ?> run(String build) {
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            return Run.fromExternalizableId(build);
        }
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
        throw new AssertionError("what a restart needs is in the journal");
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
