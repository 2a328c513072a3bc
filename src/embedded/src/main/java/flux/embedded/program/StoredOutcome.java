package flux.embedded.program;

import java.io.Serializable;

/** How something ended, in a form that can be stored. */
public sealed interface StoredOutcome extends Serializable {
    /** There was nothing to tell: a branch began. */
    record Nothing() implements StoredOutcome {}

    /** What the script computes again when it is run again. */
    record Computed() implements StoredOutcome {}

    /** A serialized value. */
    record Value(byte[] bytes) implements StoredOutcome {}

    /**
     * A failure. One that reaches several branches is the same for all.
     *
     * @param bytes the serialized failure, or null when it was stored before
     */
    record Failure(int number, byte[] bytes) implements StoredOutcome {}

    /** A value or failure that cannot be serialized. */
    record Lost(String why) implements StoredOutcome {}
}
