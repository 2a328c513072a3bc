package flux.embedded.pipeline;

import flux.embedded.console.BuildConsole;
import flux.embedded.program.Place;
import flux.embedded.program.ProgramLog;
import flux.embedded.program.ProgramRecord;
import flux.embedded.program.StoredOutcome;
import hudson.model.Result;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Stores what happens to a running script, so it can resume after the end of Jenkins. */
final class Recorder {
    private static final Logger LOGGER = Logger.getLogger(Recorder.class.getName());

    private final ProgramLog log;
    private final BuildConsole console;
    private final StoredOutcomes outcomes;

    Recorder(ProgramLog log, BuildConsole console, StoredOutcomes outcomes) {
        this.log = log;
        this.console = console;
        this.outcomes = outcomes;
    }

    /** On the VM thread: a branch continues with an outcome; null for its beginning. */
    void delivered(Place place, Await awaited, Outcome given) {
        boolean computed = awaited != null && awaited.computes(given);
        log.append(new ProgramRecord.Delivered(
                place,
                awaited == null ? "" : awaited.name(),
                computed ? new StoredOutcome.Computed() : outcomes.store(given),
                console.length()));
    }

    void done(Place place, Outcome outcome) {
        log.append(new ProgramRecord.Done(place, outcomes.store(outcome)));
    }

    void worsened(Result result) {
        log.append(new ProgramRecord.Worsened(result));
    }

    /**
     * On the VM thread: a step waits, or must be stored again.
     *
     * @throws IOException if it cannot be serialized
     */
    void waiting(StepCall call) throws IOException {
        log.append(new ProgramRecord.Waiting(call.place(), StoredOutcomes.write(call.execution())));
    }

    /** On the VM thread: Jenkins is shutting down. A script whose steps cannot be serialized will not resume. */
    void suspend(Iterable<Branch> branches) {
        try {
            for (Branch branch : branches) {
                if (branch.awaiting() instanceof StepCall call && call.execution() != null) {
                    waiting(call);
                }
            }
            log.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A Pipeline could not be saved", e);
        }
    }

    /** The script has ended, and the build is stored. */
    void delete() {
        try {
            log.delete();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The program of a Pipeline that ended is left", e);
        }
    }
}
