package flux.embedded.program;

import flux.embedded.Durability;
import hudson.model.Result;
import java.io.Serializable;

/** An event of a running script. */
public sealed interface ProgramRecord extends Serializable {
    /**
     * The script is about to start.
     *
     * @param console size of the console
     */
    record Started(String script, Durability durability, long console) implements ProgramRecord {}

    /**
     * A branch continues; recorded before anything that it does then.
     *
     * @param awaited what the branch waited for
     * @param console size of the console
     */
    record Delivered(Place place, String awaited, StoredOutcome outcome, long console) implements ProgramRecord {}

    /** Something was done that must not be repeated. */
    record Done(Place place, StoredOutcome outcome) implements ProgramRecord {}

    /** A step waits, with this execution; the last such record of a place counts. */
    record Waiting(Place place, String step, byte[] execution) implements ProgramRecord {}

    /** The build must not end with a better result than this. */
    record Worsened(Result result) implements ProgramRecord {}

    /** Everything was stored, and nothing more happened before Jenkins ended. */
    record Suspended() implements ProgramRecord {}

    /** The script resumed after Jenkins had ended. */
    record Resumed() implements ProgramRecord {}
}
