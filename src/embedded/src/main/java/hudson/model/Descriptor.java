package hudson.model;

import hudson.XmlFile;
import hudson.model.listeners.SaveableListener;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

/** Metadata of a {@link Describable} class, and its global settings. */
public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {
    private static final Logger LOGGER = Logger.getLogger(Descriptor.class.getName());

    public final transient Class<? extends T> clazz;

    @SuppressWarnings("unchecked")
    protected Descriptor(Class<? extends T> clazz) {
        this.clazz = clazz == self() ? (Class<? extends T>) getClass() : clazz;
    }

    /** The described class is the one in which this descriptor is nested. */
    @SuppressWarnings("unchecked")
    protected Descriptor() {
        clazz = (Class<? extends T>) getClass().getEnclosingClass();
        if (clazz == null) {
            throw new AssertionError(getClass() + " is not nested in the class that it describes");
        }
    }

    public String getDisplayName() {
        return clazz.getSimpleName();
    }

    public String getId() {
        return clazz.getName();
    }

    /** A descriptor without settings of its own has nothing to take from the form. */
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        return true;
    }

    /** A failure is only logged, as in Jenkins. */
    @Override
    public synchronized void save() {
        XmlFile file = getConfigFile();
        try {
            file.write(this);
            SaveableListener.fireOnChange(this, file);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Failed to save " + file);
        }
    }

    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        if (!file.exists()) {
            return;
        }
        try {
            file.unmarshal(this);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Failed to load " + file);
        }
    }

    protected XmlFile getConfigFile() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), getId() + ".xml"));
    }

    /** Means the descriptor's own class in a super constructor call. */
    @SuppressWarnings("rawtypes")
    protected static Class self() {
        return Self.class;
    }

    private static final class Self {}

    /** An invalid form, with the name of the field. */
    public static final class FormException extends Exception implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public FormException(String message, Throwable cause, String formField) {
            super(message, cause);
        }
    }
}
