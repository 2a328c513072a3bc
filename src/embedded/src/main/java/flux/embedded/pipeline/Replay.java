package flux.embedded.pipeline;

import flux.embedded.program.ProgramHistory;
import flux.embedded.program.ProgramRecord;
import flux.embedded.program.ProgramRecord.Delivered;
import flux.embedded.program.StoredOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a script to where it was when Jenkins ended: it runs from its beginning, and its branches get the same
 * outcomes in the same order. Because all of a script runs on one thread, they do the same again.
 */
final class Replay {
    private final Program program;
    private final ProgramHistory history;
    private final StoredOutcomes outcomes;
    private final List<String> written;

    /**
     * Creates a replay that has not begun.
     *
     * @param written what was written to the console since the last record
     */
    Replay(Program program, ProgramHistory history, StoredOutcomes outcomes, List<String> written) {
        this.program = program;
        this.history = history;
        this.outcomes = outcomes;
        this.written = written;
    }

    ProgramHistory history() {
        return history;
    }

    StoredOutcomes outcomes() {
        return outcomes;
    }

    /** Called before the script runs again. */
    void begin() {
        if (history.deliveries().isEmpty()) {
            program.output().leaveOut(written);
        } else {
            program.output().silence();
        }
    }

    /**
     * On the VM thread, before the script begins.
     *
     * @throws IOException if something cannot be read, or the script does not do the same again
     */
    void run() throws IOException {
        List<Delivered> deliveries = history.deliveries();
        for (int i = 0; i < deliveries.size(); i++) {
            if (i == deliveries.size() - 1) {
                program.output().leaveOut(written);
                program.keepStops();
            }
            deliver(deliveries.get(i));
        }
    }

    private void deliver(Delivered delivered) throws IOException {
        Branch branch = program.branch(delivered.place().branch());
        if (branch == null) {
            throw new IOException(differs(delivered, "a branch that is not there"));
        }
        Await awaited = branch.awaited();
        String name = awaited == null ? "" : awaited.name();
        if (branch.place().point() != delivered.place().point() || !name.equals(delivered.awaited())) {
            throw new IOException(differs(delivered, name.isEmpty() ? "its beginning" : name));
        }
        branch.replay(outcome(delivered, awaited));
    }

    private Outcome outcome(Delivered delivered, Await awaited) throws IOException {
        if (delivered.outcome() instanceof StoredOutcome.Computed) {
            Outcome computed = awaited.outcome();
            if (computed == null) {
                throw new IOException(differs(delivered, name(awaited) + " that has not ended"));
            }
            return computed;
        }
        try {
            return outcomes.read(delivered.outcome());
        } catch (IOException e) {
            throw new IOException("Cannot read what " + name(awaited) + " gave: " + e.getMessage(), e);
        }
    }

    private static String name(Await awaited) {
        return awaited == null ? "the script" : awaited.name();
    }

    private static String differs(Delivered delivered, String found) {
        return "The script did not do again what it did before the restart: at " + delivered.place()
                + " it waited for «" + delivered.awaited() + "», now there is " + found;
    }

    /**
     * On the VM thread, when the script is where it was: restores the waiting steps.
     *
     * @throws IOException if one cannot be read
     */
    List<StepCall> restoreSteps() throws IOException {
        List<StepCall> restored = new ArrayList<>();
        for (Branch branch : program.activeBranches(null)) {
            if (branch.awaiting() instanceof StepCall call) {
                ProgramRecord.Waiting waiting = history.waiting(call.place());
                if (waiting != null) {
                    call.restore(waiting);
                    restored.add(0, call);
                }
            }
        }
        return restored;
    }
}
