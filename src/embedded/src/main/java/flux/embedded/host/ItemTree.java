package flux.embedded.host;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import jenkins.model.Jenkins;

/** Finds items by their full name and creates those that are missing, with the folders on the way. */
public final class ItemTree {
    private ItemTree() {}

    /**
     * The item of that full name; a new one, stored, where there is none.
     *
     * @throws UncheckedIOException when it cannot be stored
     */
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
        put(parent, created);
        try {
            created.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ItemListener.fireOnCreated(created);
        return created;
    }

    /** Puts an item where it belongs. */
    static void put(ItemGroup<?> parent, TopLevelItem item) {
        if (parent instanceof Folder folder) {
            folder.add(item);
        } else {
            Jenkins.get().putItem(item);
        }
    }

    /** The folder of that full name; a new one where there is none. */
    public static Folder folder(String fullName) {
        return getOrCreate(fullName, Folder.class, Folder::new);
    }
}
