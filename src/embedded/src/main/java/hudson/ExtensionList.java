package hudson;

import flux.embedded.host.ExtensionIndex;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;

/** The instances of one extension point, found through the index on the class path. */
public class ExtensionList<T> extends AbstractList<T> {
    private final CopyOnWriteArrayList<T> components;

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {
        components = new CopyOnWriteArrayList<>(ExtensionIndex.of(jenkins).instancesOf(extensionType));
    }

    @Override
    public T get(int index) {
        return components.get(index);
    }

    @Override
    public int size() {
        return components.size();
    }

    @Override
    public Iterator<T> iterator() {
        return components.iterator();
    }

    public <U extends T> U get(Class<U> type) {
        for (T extension : components) {
            if (extension.getClass() == type) {
                return type.cast(extension);
            }
        }
        return null;
    }

    /** Affects only this list, as in Jenkins. */
    @Override
    public boolean add(T extension) {
        return components.add(extension);
    }

    @Override
    public boolean remove(Object extension) {
        return components.remove(extension);
    }

    public static <T> ExtensionList<T> create(Jenkins jenkins, Class<T> type) {
        return new ExtensionList<>(jenkins, type);
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        return Jenkins.get().getExtensionList(type);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }
}
