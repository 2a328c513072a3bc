package flux.embedded.host;

import hudson.XmlFile;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Loads the jobs and folders of an earlier Jenkins in the same home, with their builds. */
public final class StoredItems {
    private static final Logger LOGGER = Logger.getLogger(StoredItems.class.getName());

    private final Map<String, Loader> loaders;

    /** Creates a loader for items of these classes, and for folders. */
    public StoredItems(Map<Class<? extends TopLevelItem>, Loader> loaders) {
        this.loaders = new java.util.HashMap<>();
        loaders.forEach((type, loader) -> this.loaders.put(type.getName(), loader));
    }

    /** Loads everything in a Jenkins; what cannot be read is reported and skipped, as in Jenkins. */
    public void load(Jenkins jenkins) {
        load(jenkins, jenkins.getRootDir());
    }

    private void load(ItemGroup<?> group, File directory) {
        File[] found = new File(directory, "jobs").listFiles(File::isDirectory);
        if (found == null) {
            return;
        }
        Arrays.sort(found);
        for (File place : found) {
            XmlFile config = new XmlFile(new File(place, "config.xml"));
            if (config.exists()) {
                try {
                    load(group, place, ObjectXml.rootOf(config.asString()));
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.WARNING, e, () -> "could not load " + place);
                }
            }
        }
    }

    private void load(ItemGroup<?> group, File place, String type) throws IOException {
        if (type.equals(Folder.class.getName())) {
            Folder folder = new Folder(group, place.getName());
            ItemTree.put(group, folder);
            load(folder, place);
            return;
        }
        Loader loader = loaders.get(type);
        if (loader == null) {
            throw new IOException("No items of the class " + type + " are known");
        }
        ItemTree.put(group, loader.load(group, place.getName()));
    }

    /** Creates an item from its directory. */
    public interface Loader {
        /** Reads the item's configuration and its builds. */
        TopLevelItem load(ItemGroup<?> parent, String name) throws IOException;
    }
}
