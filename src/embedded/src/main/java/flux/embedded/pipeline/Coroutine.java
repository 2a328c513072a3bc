package flux.embedded.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import jenkins.model.Jenkins;

/**
 * Groovy code that stops wherever it waits, and goes on later. It has a thread of its own, but only runs while the VM
 * thread waits for it: never are two of them active, as in Jenkins, where all Groovy code of a build runs on one thread.
 */
final class Coroutine {
    private static final Object NOTHING = new Object();

    private final SynchronousQueue<Object> toCode = new SynchronousQueue<>();
    private final SynchronousQueue<Object> toVm = new SynchronousQueue<>();
    private final Thread thread;
    private Outcome end;

    /** The code is run as whoever makes this. */
    Coroutine(String name, Callable<?> code) {
        thread = new Thread(RunAs.of(Jenkins.getAuthentication2(), () -> run(code)), name);
        thread.setDaemon(true);
    }

    /** On the VM thread: goes on until the code waits for something, which is returned, or ends: then null. */
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

    /** On the code's own thread: waits, without holding up the VM thread. */
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

    /** A script may interrupt its own thread; the hand-over must happen all the same. */
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
