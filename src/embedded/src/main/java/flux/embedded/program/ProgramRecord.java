package flux.embedded.program;

import hudson.model.Result;
import java.io.Serializable;

/** An event of a running script. */
public sealed interface ProgramRecord extends Serializable {
    /**
     * The script is about to start.
     *
     * @param console size of the console
     */
    record Started(String script, long console) implements ProgramRecord {}

    /**
     * A branch continues; recorded before anything that it does then.
     *
     * @param awaited what the branch waited for
     * @param console size of the console
     */
    record Delivered(Place place, String awaited, StoredOutcome outcome, long console) implements ProgramRecord {}

    /** Something was done that must not be repeated. */
    record Done(Place place, StoredOutcome outcome) implements ProgramRecord {}

    /** The execution of a step waits, and looks so; the last such record of a place counts. */
    record Waiting(Place place, byte[] execution) implements ProgramRecord {}

    /** The build must not end with a better result than this. */
    record Worsened(Result result) implements ProgramRecord {}
}
