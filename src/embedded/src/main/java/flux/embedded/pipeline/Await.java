package flux.embedded.pipeline;

import java.util.function.Consumer;

/** What a branch of a Pipeline waits for. It may end on any thread, once; what comes later changes nothing. */
abstract class Await {
    private Outcome outcome;
    private Consumer<Outcome> subscriber;

    /** Called on the VM thread when the branch has stopped running. */
    abstract void begin();

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

    final synchronized boolean isCompleted() {
        return outcome != null;
    }
}
