package flux.embedded.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** The executors of a node, and the queue for them. */
public final class ExecutorSlots {
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int free;

    /** Creates a node with a number of executors. */
    public ExecutorSlots(int executors) {
        free = executors;
    }

    /** Calls back when an executor is available, possibly at once; it must be released. */
    public void acquire(Runnable whenFree) {
        synchronized (this) {
            if (free <= 0) {
                queue.add(whenFree);
                return;
            }
            free--;
        }
        whenFree.run();
    }

    /** Leaves the queue; false if the executor was already assigned. */
    public synchronized boolean leave(Runnable whenFree) {
        return queue.remove(whenFree);
    }

    /** Takes an executor that a build had before the restart of Jenkins, at once; it must be released. */
    public synchronized void retake() {
        free--;
    }

    /** Releases an executor. */
    public void release() {
        Runnable next;
        synchronized (this) {
            free++;
            if (free <= 0 || queue.isEmpty()) {
                return;
            }
            free--;
            next = queue.poll();
        }
        next.run();
    }
}
