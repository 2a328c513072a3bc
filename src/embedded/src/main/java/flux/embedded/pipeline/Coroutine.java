package flux.embedded.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import jenkins.model.Jenkins;

/**
 * Groovy code that can pause wherever it waits, and continue later. It has a thread of its own, but runs only while the
 * VM thread waits for it: only one is active at a time, as in Jenkins, where all Groovy code of a build runs on one
 * thread.
 */
final class Coroutine {
    private static final Object NOTHING = new Object();

    private final SynchronousQueue<Object> toCode = new SynchronousQueue<>();
    private final SynchronousQueue<Object> toVm = new SynchronousQueue<>();
    private final Thread thread;
    private Outcome end;

    /** The code runs as the user who creates this. */
    Coroutine(String name, Callable<?> code) {
        thread = new Thread(RunAs.of(Jenkins.getAuthentication2(), () -> run(code)), name);
        thread.setDaemon(true);
    }

    /** On the VM thread: runs until the code waits for something, which is returned, or ends: then returns null. */
    Await resume(Outcome with) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        put(toCode, with == null ? NOTHING : with);
        return take(toVm) instanceof Await await ? await : null;
    }

    /** On the VM thread, after the code ended. */
    Outcome end() {
        return end;
    }

    /** On the code's own thread: waits, without blocking the VM thread. */
    Outcome await(Await await) {
        put(toVm, await);
        return (Outcome) take(toCode);
    }

    private void run(Callable<?> code) {
        Object first = take(toCode);
        try {
            if (first instanceof Outcome given && given.isFailure()) {
                end = given;
            } else {
                end = Outcome.success(code.call());
            }
        } catch (Throwable failure) {
            end = Outcome.failure(Failures.unwrap(failure));
        }
        put(toVm, NOTHING);
    }

    /** A script may interrupt its own thread; the handover must still happen. */
    private static void put(SynchronousQueue<Object> queue, Object value) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(value);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object take(SynchronousQueue<Object> queue) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
