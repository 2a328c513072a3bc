package flux.embedded.host;

import hudson.init.Terminator;
import hudson.model.listeners.ItemListener;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells plugins that Jenkins ends: the listeners first, then the terminators. */
public final class Shutdown {
    private static final Logger LOGGER = Logger.getLogger(Shutdown.class.getName());

    private Shutdown() {}

    /** Tells everybody; one who fails keeps nobody from being told. */
    public static void run(ClassLoader loader) {
        for (ItemListener listener : ItemListener.all()) {
            try {
                listener.onBeforeShutdown();
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "Listener failed: " + listener);
            }
        }
        for (Method method : AnnotationIndex.methods(Terminator.class, loader)) {
            try {
                method.setAccessible(true);
                method.invoke(null);
            } catch (ReflectiveOperationException e) {
                LOGGER.log(Level.WARNING, e, () -> "Terminator failed: " + method);
            }
        }
    }
}
