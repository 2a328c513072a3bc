package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told what happens to items, and that Jenkins is about to end. */
public class ItemListener implements ExtensionPoint {
    public void onCreated(Item item) {}

    public void onLoaded() {}

    public void onDeleted(Item item) {}

    public void onBeforeShutdown() {}

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    public static void fireOnCreated(Item item) {
        fire(listener -> listener.onCreated(item));
    }

    /** Jenkins itself fires the events that belong to no item. */
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
