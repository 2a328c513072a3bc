package hudson;

import hudson.model.ModelObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** A plugin: here, a jar or class directory with the manifest of a plugin. */
public class PluginWrapper implements ModelObject {
    public static final String MANIFEST_FILENAME = "META-INF/MANIFEST.MF";

    private final Attributes attributes;

    PluginWrapper(Attributes attributes) {
        this.attributes = attributes;
    }

    static PluginWrapper named(String shortName) {
        Attributes attributes = new Attributes();
        attributes.putValue("Short-Name", shortName);
        return new PluginWrapper(attributes);
    }

    static PluginWrapper of(Class<?> type) {
        String classFile = type.getName().replace('.', '/') + ".class";
        URL location =
                type.getClassLoader() == null ? null : type.getClassLoader().getResource(classFile);
        if (location == null) {
            return null;
        }
        String address = location.toString();
        String root = address.substring(0, address.length() - classFile.length());
        try (InputStream in = new URL(root + MANIFEST_FILENAME).openStream()) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            return attributes.getValue("Short-Name") == null ? null : new PluginWrapper(attributes);
        } catch (IOException e) {
            return null;
        }
    }

    public String getShortName() {
        return attributes.getValue("Short-Name");
    }

    public String getLongName() {
        String name = attributes.getValue("Long-Name");
        return name == null ? getShortName() : name;
    }

    @Override
    public String getDisplayName() {
        return getLongName();
    }

    /** Plugins are never disabled here. */
    public boolean isActive() {
        return true;
    }

    public String getVersion() {
        String version = attributes.getValue("Plugin-Version");
        return version == null ? "???" : version;
    }

    @Override
    public String toString() {
        return "Plugin:" + getShortName();
    }
}
