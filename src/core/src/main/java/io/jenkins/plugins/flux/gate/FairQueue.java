package io.jenkins.plugins.flux.gate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A queue for each owner; the owners take turns. Not thread-safe.
 *
 * @param <O> the owner; compared with equals
 * @param <E> what waits; no two equal elements at once
 */
final class FairQueue<O, E> {

    private final Map<O, Set<E>> queues = new LinkedHashMap<>();
    private int size;

    void add(O owner, E element) {
        if (queues.computeIfAbsent(owner, unknown -> new LinkedHashSet<>()).add(element)) {
            size++;
        }
    }

    boolean remove(O owner, E element) {
        Set<E> queue = queues.get(owner);
        if (queue == null || !queue.remove(element)) {
            return false;
        }
        size--;
        if (queue.isEmpty()) {
            queues.remove(owner);
        }
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Removes the next element of the owner whose turn it is; that owner then becomes the last. */
    E next() {
        Map.Entry<O, Set<E>> owner = queues.entrySet().iterator().next();
        Iterator<E> queue = owner.getValue().iterator();
        E element = queue.next();
        queue.remove();
        size--;
        queues.remove(owner.getKey());
        if (!owner.getValue().isEmpty()) {
            queues.put(owner.getKey(), owner.getValue());
        }
        return element;
    }
}
