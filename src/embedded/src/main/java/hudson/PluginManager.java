package hudson;

import hudson.model.AbstractModelObject;
import jakarta.servlet.ServletContext;
import java.io.File;

public abstract class PluginManager extends AbstractModelObject {
    private static final String PIPELINES = "workflow-api";

    public final ClassLoader uberClassLoader = Thread.currentThread().getContextClassLoader();

    protected PluginManager(ServletContext context, File rootDir) {}

    @Override
    public String getDisplayName() {
        return "Plugin Manager";
    }

    /** Null for a plugin that is not installed. Pipelines are part of this host. */
    public PluginWrapper getPlugin(String shortName) {
        return PIPELINES.equals(shortName) ? PluginWrapper.named(shortName) : null;
    }

    /** Null for a class that is not from a plugin. */
    public PluginWrapper whichPlugin(Class<?> type) {
        return PluginWrapper.of(type);
    }
}
