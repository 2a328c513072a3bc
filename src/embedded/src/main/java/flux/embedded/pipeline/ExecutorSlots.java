package flux.embedded.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** The executors of a node, and who queues for one. */
public final class ExecutorSlots {
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int free;

    /** A node with that many executors. */
    public ExecutorSlots(int executors) {
        free = executors;
    }

    /** Calls back when an executor is there, maybe at once; it has to be given back. */
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

    /** Leaves the queue; false when the executor was already given. */
    public synchronized boolean leave(Runnable whenFree) {
        return queue.remove(whenFree);
    }

    /** Takes at once an executor that a build had before Jenkins was restarted; it has to be given back. */
    public synchronized void retake() {
        free--;
    }

    /** Gives an executor back. */
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
