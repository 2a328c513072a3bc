package flux.embedded.pipeline;

/** An outcome: a value, or a failure. */
record Outcome(Object value, Throwable failure) {
    static Outcome success(Object value) {
        return new Outcome(value, null);
    }

    static Outcome failure(Throwable failure) {
        return new Outcome(null, failure);
    }

    boolean isFailure() {
        return failure != null;
    }

    /** Returns the value, or throws the failure, whatever its type. */
    Object get() {
        if (isFailure()) {
            throw Failures.sneaky(failure);
        }
        return value;
    }
}
