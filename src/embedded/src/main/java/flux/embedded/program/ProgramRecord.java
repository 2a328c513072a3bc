package flux.embedded.program;

import flux.embedded.Durability;
import hudson.model.Result;
import java.io.Serializable;

/** One thing that happened to a running script. */
public sealed interface ProgramRecord extends Serializable {
    /**
     * It is about to start.
     *
     * @param console how long the console was
     */
    record Started(String script, Durability durability, long console) implements ProgramRecord {}

    /**
     * A branch goes on; this comes before anything that it does then.
     *
     * @param awaited what it waited for
     * @param console how long the console was
     */
    record Delivered(Place place, String awaited, StoredOutcome outcome, long console) implements ProgramRecord {}

    /** Something was done that must not be done again. */
    record Done(Place place, StoredOutcome outcome) implements ProgramRecord {}

    /** The execution of a step waits, and looks so; the last such record of a place counts. */
    record Waiting(Place place, String step, byte[] execution) implements ProgramRecord {}

    /** The build is to end with no better result than this. */
    record Worsened(Result result) implements ProgramRecord {}

    /** Everything so far was stored, and nothing more happened before Jenkins ended. */
    record Suspended() implements ProgramRecord {}

    /** It went on after Jenkins had ended. */
    record Resumed() implements ProgramRecord {}
}
