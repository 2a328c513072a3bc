package flux.embedded.host;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.model.listeners.ItemListener;
import java.util.function.BiFunction;
import jenkins.model.Jenkins;

/** Finds items by their full name and creates those that are missing, with the folders on the way. */
public final class ItemTree {
    private ItemTree() {}

    /** The item of that full name; a new one where there is none. */
    public static <T extends TopLevelItem> T getOrCreate(
            String fullName, Class<T> type, BiFunction<ItemGroup<?>, String, T> factory) {
        int slash = fullName.lastIndexOf('/');
        ItemGroup<?> parent = slash < 0 ? Jenkins.get() : folder(fullName.substring(0, slash));
        String name = fullName.substring(slash + 1);
        Item known = parent.getItem(name);
        if (known != null) {
            return type.cast(known);
        }
        T created = factory.apply(parent, name);
        if (parent instanceof Folder folder) {
            folder.add(created);
        } else {
            Jenkins.get().putItem(created);
        }
        ItemListener.fireOnCreated(created);
        return created;
    }

    /** The folder of that full name; a new one where there is none. */
    public static Folder folder(String fullName) {
        return getOrCreate(fullName, Folder.class, Folder::new);
    }
}
