package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notified of events of items, and of the end of Jenkins. */
public class ItemListener implements ExtensionPoint {
    public void onCreated(Item item) {}

    public void onLoaded() {}

    public void onBeforeShutdown() {}

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    public static void fireOnCreated(Item item) {
        fire(listener -> listener.onCreated(item));
    }

    /** Jenkins itself fires events that do not belong to an item. */
    static void fire(Consumer<ItemListener> event) {
        for (ItemListener listener : all()) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                Logger.getLogger(ItemListener.class.getName()).log(Level.WARNING, "A listener failed", e);
            }
        }
    }
}
