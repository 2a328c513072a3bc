package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.XmlFile;
import hudson.model.Saveable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notified when an object was saved. */
public abstract class SaveableListener implements ExtensionPoint {
    public void onChange(Saveable object, XmlFile file) {}

    public static void fireOnChange(Saveable object, XmlFile file) {
        for (SaveableListener listener : all()) {
            try {
                listener.onChange(object, file);
            } catch (RuntimeException e) {
                Logger.getLogger(SaveableListener.class.getName()).log(Level.WARNING, "A listener failed", e);
            }
        }
    }

    public static ExtensionList<SaveableListener> all() {
        return ExtensionList.lookup(SaveableListener.class);
    }
}
