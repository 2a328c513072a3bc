package flux.embedded.host;

import hudson.init.Terminator;
import hudson.model.listeners.ItemListener;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Notifies plugins that Jenkins ends: first listeners, then terminators; then builds are stopped. */
public final class Shutdown {
    private static final Logger LOGGER = Logger.getLogger(Shutdown.class.getName());

    private Shutdown() {}

    /**
     * Notifies all, even if some fail. In Jenkins, terminators may be called before or after Pipelines are suspended;
     * here, it is before, to detect terminators that make steps fail.
     */
    public static void run(Jenkins jenkins) {
        for (ItemListener listener : ItemListener.all()) {
            try {
                listener.onBeforeShutdown();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "Listener failed: " + listener);
            }
        }
        for (Method method : AnnotationIndex.methods(Terminator.class, jenkins.pluginManager.uberClassLoader)) {
            try {
                method.setAccessible(true);
                method.invoke(null);
            } catch (ReflectiveOperationException e) {
                LOGGER.log(Level.WARNING, e, () -> "Terminator failed: " + method);
            }
        }
        if (jenkins instanceof Controller controller) {
            controller.stopBuilds();
        }
    }
}
