package flux.embedded.pipeline;

import flux.embedded.program.Place;
import java.util.function.Consumer;

/** What a branch of a Pipeline waits for. It may end on any thread, once; what comes later changes nothing. */
abstract class Await {
    private Outcome outcome;
    private Consumer<Outcome> subscriber;
    private Place place;

    /** What it is, as the records of the script name it. */
    abstract String name();

    /** Called on the VM thread when the branch has stopped running. */
    abstract void begin();

    /** Called on the VM thread instead of {@link #begin} when a restarted Jenkins knows how it ended, or will restore it. */
    void replay() {
        // Most have nothing to do before they really begin.
    }

    /** Called on the VM thread after {@link #replay}, when nothing is known of how it ended. */
    void beginAgain() {
        begin();
    }

    /** Whether an outcome is one that comes about again by itself when the script is run again. */
    boolean computes(Outcome given) {
        return false;
    }

    /** Where its branch waits for it. */
    final Place place() {
        return place;
    }

    final void standAt(Place here) {
        place = here;
    }

    /** Called on the VM thread when the branch shall stop. */
    abstract void stop(Throwable cause);

    final void complete(Outcome end) {
        Consumer<Outcome> told;
        synchronized (this) {
            if (outcome != null) {
                if (end.isFailure() && outcome.isFailure() && end.failure() != outcome.failure()) {
                    outcome.failure().addSuppressed(end.failure());
                }
                return;
            }
            outcome = end;
            told = subscriber;
        }
        if (told != null) {
            told.accept(end);
        }
    }

    /** The outcome when there is one; otherwise null, and the subscriber will be told. */
    final synchronized Outcome outcomeOr(Consumer<Outcome> later) {
        subscriber = outcome == null ? later : null;
        return outcome;
    }

    /** Null as long as there is none. */
    final synchronized Outcome outcome() {
        return outcome;
    }

    final synchronized boolean isCompleted() {
        return outcome != null;
    }
}
