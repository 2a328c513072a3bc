package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Adapts any listener to a build listener. */
public final class BuildListenerAdapter implements BuildListener {
    private static final long serialVersionUID = 1L;

    private final TaskListener delegate;

    public BuildListenerAdapter(TaskListener delegate) {
        this.delegate = delegate;
    }

    @Override
    public PrintStream getLogger() {
        return delegate.getLogger();
    }

    @Override
    public Charset getCharset() {
        return delegate.getCharset();
    }

    public static BuildListener wrap(TaskListener listener) {
        return listener instanceof BuildListener build ? build : new BuildListenerAdapter(listener);
    }
}
