package flux.embedded.program;

import java.io.Serializable;

/** A storable outcome. */
public sealed interface StoredOutcome extends Serializable {
    /** No outcome: a branch began. */
    record Nothing() implements StoredOutcome {}

    /** An outcome that the script reproduces when it runs again. */
    record Computed() implements StoredOutcome {}

    /** A serialized value. */
    record Value(byte[] bytes) implements StoredOutcome {}

    /**
     * A failure; if it reaches several branches, it is the same for all.
     *
     * @param bytes the serialized failure; null if it was stored before
     */
    record Failure(int number, byte[] bytes) implements StoredOutcome {}

    /** A value or failure that cannot be serialized. */
    record Lost(String why) implements StoredOutcome {}
}
