package flux.embedded.pipeline;

import flux.embedded.program.Place;
import groovy.lang.Closure;
import hudson.model.TaskListener;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A thread of execution of a Pipeline: the script itself, or a branch of {@code parallel}. Its fields change only on
 * the VM thread, or on its own thread while the VM thread waits for it.
 */
final class Branch {
    private static final ThreadLocal<Branch> CURRENT = new ThreadLocal<>();

    private final Program program;
    private final String key;
    private final String name;
    private final TaskListener listener;
    private final Coroutine coroutine;
    private final Consumer<Outcome> whenEnded;
    private Scope scope;
    private Await awaiting;
    private Throwable interruption;
    private volatile Outcome arrived;
    private int point;
    private boolean ended;

    /** Creates a branch that has not begun; the key identifies it, however often the script runs. */
    Branch(Program program, String key, String name, Scope scope, Callable<?> code, Consumer<Outcome> whenEnded) {
        this.program = program;
        this.key = key;
        this.name = name;
        this.scope = scope;
        this.whenEnded = whenEnded;
        listener = program.output().listener(name);
        coroutine = new Coroutine("Pipeline " + program.run() + (name == null ? "" : " branch " + name), () -> {
            CURRENT.set(this);
            return code.call();
        });
    }

    /** The branch of the current thread. */
    static Branch current() {
        Branch branch = CURRENT.get();
        if (branch == null) {
            throw new IllegalStateException("Steps can only be called by the script itself");
        }
        return branch;
    }

    Program program() {
        return program;
    }

    String key() {
        return key;
    }

    /** Its present place. */
    Place place() {
        return new Place(key, point);
    }

    /** Null for the script itself. */
    String name() {
        return name;
    }

    TaskListener listener() {
        return listener;
    }

    Scope scope() {
        return scope;
    }

    boolean isEnded() {
        return ended;
    }

    /** What it is waiting for, or null. */
    Await awaiting() {
        return awaiting == null || awaiting.isCompleted() ? null : awaiting;
    }

    /** What it is waiting for, or has last waited for; null before it began. */
    Await awaited() {
        return awaiting;
    }

    /** On the VM thread: runs until the code waits for an outcome that is not there yet, or ends. */
    void resume(Outcome with) {
        Outcome given = with;
        while (true) {
            if (interruption != null) {
                given = Outcome.failure(interruption);
                interruption = null;
            }
            program.recorder().delivered(place(), awaiting, given);
            goOn(given);
            if (ended) {
                return;
            }
            awaiting.begin();
            given = outcomeOrLater();
            if (given == null) {
                return;
            }
        }
    }

    /** On the VM thread: runs with the outcome that it got before the restart of Jenkins. */
    void replay(Outcome given) {
        goOn(given);
        if (!ended) {
            awaiting.replay();
        }
    }

    /** On the VM thread, once after all {@link #replay}s: begins what it waits for, unless that is a restored step. */
    void goLive() {
        if (awaiting == null) {
            resume(null);
            return;
        }
        boolean restored = awaiting instanceof StepCall call && call.execution() != null;
        if (!restored && !awaiting.isCompleted()) {
            awaiting.beginAgain();
        }
        Outcome given = outcomeOrLater();
        if (given != null) {
            resume(given);
        }
    }

    private void goOn(Outcome given) {
        awaiting = null;
        awaiting = coroutine.resume(given);
        if (awaiting == null) {
            ended = true;
            program.forget(this);
            whenEnded.accept(coroutine.end());
        }
    }

    private Outcome outcomeOrLater() {
        return awaiting.outcomeOr(outcome -> {
            arrived = outcome;
            program.wakeUp();
        });
    }

    /** On the VM thread: continues if what it waits for has an outcome. */
    void resumeIfArrived() {
        Outcome outcome = arrived;
        if (outcome != null) {
            arrived = null;
            resume(outcome);
        }
    }

    /** On the VM thread: stops what it waits for; if it is about to continue, it continues with the interruption. */
    void stop(Throwable cause) {
        if (ended) {
            return;
        }
        if (awaiting == null || awaiting.isCompleted()) {
            interruption = cause;
        } else {
            awaiting.stop(cause);
        }
    }

    /** On its own thread: waits, and returns the value or throws the failure. */
    Object await(Await await) {
        point++;
        await.standAt(place());
        return coroutine.await(await).get();
    }

    /**
     * On its own thread: runs an action that is not repeated when the script runs again after a restart.
     *
     * @param again receives the value that the action returned then
     */
    @SuppressWarnings("unchecked") // The same code returned it.
    <T> T once(Callable<T> code, Consumer<T> again) throws Exception {
        point++;
        Outcome known = program.known(place());
        if (known != null) {
            T value = (T) known.get();
            again.accept(value);
            return value;
        }
        Outcome outcome;
        try {
            outcome = Outcome.success(code.call());
        } catch (Exception failure) {
            outcome = Outcome.failure(failure);
        }
        program.recorder().done(place(), outcome);
        return (T) outcome.get();
    }

    /** On its own thread: runs the body of a block step. */
    Object runBody(Closure<?> body, String label, Scope inner) {
        Scope before = scope;
        scope = inner;
        note(label == null ? "{" : "{ (" + label + ")");
        try {
            await(new Turn());
            return body.call();
        } catch (Throwable failure) {
            throw Failures.sneaky(Failures.unwrap(failure));
        } finally {
            scope = before;
            note("}");
        }
    }

    /** Prints what Jenkins prints for each node of the flow. */
    void note(String text) {
        program.output().append(name, "[Pipeline] " + text);
    }

    void println(String line) {
        listener.getLogger().println(line);
    }

    /** Lets the other branches have a turn, as Jenkins does between a block step and its body. */
    private final class Turn extends Await {
        @Override
        String name() {
            return "turn";
        }

        @Override
        void begin() {
            program.vm().execute(() -> complete(Outcome.success(null)));
        }

        @Override
        void stop(Throwable cause) {
            complete(Outcome.failure(cause));
        }
    }
}
