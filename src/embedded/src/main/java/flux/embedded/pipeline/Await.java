package flux.embedded.pipeline;

import flux.embedded.program.Place;
import java.util.function.Consumer;

/** What a branch of a Pipeline waits for. It may end on any thread, once; later calls have no effect. */
abstract class Await {
    private Outcome outcome;
    private Consumer<Outcome> subscriber;
    private Place place;

    /** Its name in the records of the script. */
    abstract String name();

    /** Called on the VM thread when the branch has stopped running. */
    abstract void begin();

    /**
     * Called on the VM thread instead of {@link #begin} if a restarted Jenkins knows the outcome, or will restore it.
     */
    void replay() {
        // By default, there is nothing to do before the beginning.
    }

    /** Called on the VM thread after {@link #replay}, if the outcome is unknown. */
    void beginAgain() {
        begin();
    }

    /** Whether running the script again reproduces an outcome. */
    boolean computes(Outcome given) {
        return false;
    }

    /** The place where its branch waits for it. */
    final Place place() {
        return place;
    }

    final void standAt(Place here) {
        place = here;
    }

    /** Called on the VM thread to stop the branch. */
    abstract void stop(Throwable cause);

    final void complete(Outcome end) {
        Consumer<Outcome> receiver;
        synchronized (this) {
            if (outcome != null) {
                if (end.isFailure() && outcome.isFailure() && end.failure() != outcome.failure()) {
                    outcome.failure().addSuppressed(end.failure());
                }
                return;
            }
            outcome = end;
            receiver = subscriber;
        }
        if (receiver != null) {
            receiver.accept(end);
        }
    }

    /** Returns the outcome; null if there is none yet, in which case the subscriber will be notified. */
    final synchronized Outcome outcomeOr(Consumer<Outcome> later) {
        subscriber = outcome == null ? later : null;
        return outcome;
    }

    /** Null as long as there is no outcome. */
    final synchronized Outcome outcome() {
        return outcome;
    }

    final synchronized boolean isCompleted() {
        return outcome != null;
    }
}
