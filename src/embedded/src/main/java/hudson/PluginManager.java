package hudson;

import hudson.model.AbstractModelObject;
import jakarta.servlet.ServletContext;
import java.io.File;

/** Knows the plugins. */
public abstract class PluginManager extends AbstractModelObject {
    public final File rootDir;
    public final ServletContext context;
    public final ClassLoader uberClassLoader = Thread.currentThread().getContextClassLoader();

    protected PluginManager(ServletContext context, File rootDir) {
        this.context = context;
        this.rootDir = rootDir;
    }

    @Override
    public String getDisplayName() {
        return "Plugin Manager";
    }

    /** Null for a class that came with no plugin. */
    public PluginWrapper whichPlugin(Class<?> type) {
        return PluginWrapper.of(this, type);
    }
}
