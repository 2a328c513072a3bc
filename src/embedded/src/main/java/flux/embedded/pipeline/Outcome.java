package flux.embedded.pipeline;

/** How something ended: with a value, or else with a failure. */
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

    /** The value; throws the failure, of whatever kind. */
    Object get() {
        if (isFailure()) {
            throw Failures.sneaky(failure);
        }
        return value;
    }
}
