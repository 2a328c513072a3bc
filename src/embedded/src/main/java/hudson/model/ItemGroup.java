package hudson.model;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;

/** Jenkins itself or a folder. */
public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {
    Collection<T> getItems();

    T getItem(String name);

    /** All items in it that may be read, at any depth. */
    default <I extends Item> Iterable<I> allItems(Class<I> type) {
        List<I> all = new ArrayList<>();
        for (T item : getItems()) {
            if (type.isInstance(item)) {
                all.add(type.cast(item));
            }
            if (item instanceof ItemGroup<?> group) {
                group.allItems(type).forEach(all::add);
            }
        }
        return all;
    }

    File getRootDirFor(T child);
}
