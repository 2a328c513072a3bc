package io.jenkins.plugins.flux.gate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What waits for something scarce: a queue for each owner, and the owners take turns. Not thread-safe.
 *
 * @param <O> the owner; told apart by identity or by equals, as its class does
 * @param <E> what waits; no two equal ones at once
 */
final class FairQueue<O, E> {

    private final Map<O, Set<E>> queues = new LinkedHashMap<>();
    private int size;

    void add(O owner, E element) {
        if (queues.computeIfAbsent(owner, unknown -> new LinkedHashSet<>()).add(element)) {
            size++;
        }
    }

    /** Takes back what was added. */
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

    /** The next one of the owner whose turn it is; then that owner is the last. */
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
