package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notified of events of builds. */
public abstract class RunListener<R extends Run<?, ?>> implements ExtensionPoint {
    public final Class<R> targetType;

    @SuppressWarnings("unchecked")
    protected RunListener() {
        targetType = (Class<R>) (Class<?>) Run.class;
    }

    public void onCompleted(R run, TaskListener listener) {}

    public void onFinalized(R run) {}

    public void onStarted(R run, TaskListener listener) {}

    public void onDeleted(R run) {}

    public static void fireCompleted(Run<?, ?> run, TaskListener listener) {
        fire(run, l -> l.onCompleted(run, listener));
    }

    public static void fireStarted(Run<?, ?> run, TaskListener listener) {
        fire(run, l -> l.onStarted(run, listener));
    }

    public static void fireFinalized(Run<?, ?> run) {
        fire(run, l -> l.onFinalized(run));
    }

    public static void fireDeleted(Run<?, ?> run) {
        fire(run, l -> l.onDeleted(run));
    }

    @SuppressWarnings("unchecked")
    private static void fire(Run<?, ?> run, Consumer<RunListener<Run<?, ?>>> event) {
        for (RunListener<?> listener : all()) {
            if (listener.targetType.isInstance(run)) {
                try {
                    event.accept((RunListener<Run<?, ?>>) listener);
                } catch (RuntimeException e) {
                    Logger.getLogger(RunListener.class.getName()).log(Level.WARNING, "A listener failed", e);
                }
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static ExtensionList<RunListener> all() {
        return ExtensionList.lookup(RunListener.class);
    }
}
