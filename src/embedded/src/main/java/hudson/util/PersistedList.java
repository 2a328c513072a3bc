package hudson.util;

import hudson.model.Saveable;
import java.io.IOException;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A list that saves its owner when it changes. */
public class PersistedList<T> extends AbstractList<T> {
    private final CopyOnWriteArrayList<T> elements = new CopyOnWriteArrayList<>();

    protected Saveable owner;

    public PersistedList(Saveable owner) {
        this.owner = owner;
    }

    public void setOwner(Saveable owner) {
        this.owner = owner;
    }

    @Override
    public boolean add(T element) {
        elements.add(element);
        modified();
        return true;
    }

    public void replaceBy(Collection<? extends T> replacement) throws IOException {
        elements.clear();
        elements.addAll(replacement);
        onModified();
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    public <U extends T> U get(Class<U> type) {
        for (T element : elements) {
            if (type.isInstance(element)) {
                return type.cast(element);
            }
        }
        return null;
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean remove(Object element) {
        boolean removed = elements.remove(element);
        if (removed) {
            modified();
        }
        return removed;
    }

    @Override
    public void clear() {
        elements.clear();
    }

    @Override
    public Iterator<T> iterator() {
        return elements.iterator();
    }

    protected void onModified() throws IOException {
        owner.save();
    }

    private void modified() {
        try {
            onModified();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public List<T> toList() {
        return List.copyOf(elements);
    }
}
