package flux.embedded.host;

import hudson.init.Terminator;
import hudson.model.listeners.ItemListener;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Tells plugins that Jenkins ends: the listeners first, then the terminators; then builds are stopped. */
public final class Shutdown {
    private static final Logger LOGGER = Logger.getLogger(Shutdown.class.getName());

    private Shutdown() {}

    /**
     * Tells everybody; one who fails keeps nobody from being told. Jenkins leaves open whether a terminator is called before
     * or after Pipelines are suspended; here it is before, so that one that makes steps fail is found out.
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
