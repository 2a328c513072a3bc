package flux.embedded.host;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.model.listeners.ItemListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import jenkins.model.Jenkins;

/** Finds items by full name, and creates missing ones with their folders. */
public final class ItemTree {
    private ItemTree() {}

    /**
     * Returns the item with a full name; creates and stores one if there is none.
     *
     * @throws UncheckedIOException if it cannot be stored
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

    /** Adds an item to its parent. */
    static void put(ItemGroup<?> parent, TopLevelItem item) {
        if (parent instanceof Folder folder) {
            folder.add(item);
        } else {
            Jenkins.get().putItem(item);
        }
    }

    /** Returns the folder with a full name; creates one if there is none. */
    public static Folder folder(String fullName) {
        return getOrCreate(fullName, Folder.class, Folder::new);
    }
}
