package io.jenkins.plugins.flux.simulator;

import java.util.Objects;
import java.util.Set;

/**
 * A key that the simulator knows, and what it may do. The record names keys by {@link #name} and never stores the
 * value.
 *
 * @param name name of the key in the record
 * @param value the secret: visible ASCII characters without spaces
 * @param state whether the key works
 * @param models the model ids that it may use; empty for all
 */
public record ApiKey(String name, String value, State state, Set<String> models) {

    /** Whether a key works. */
    public enum State {
        VALID,
        /** Refused with 403 on every call. */
        EXPIRED,
        /** May poll and fetch results, but submits are refused with 403. */
        NO_BALANCE
    }

    /** Checks the value and copies the models. */
    public ApiKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        models = Set.copyOf(models);
        if (!value.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("an API key is visible ASCII text without spaces");
        }
    }

    /** A key that works for every model. */
    public static ApiKey valid(String name, String value) {
        return new ApiKey(name, value, State.VALID, Set.of());
    }

    /** A key that is no longer valid. */
    public static ApiKey expired(String name, String value) {
        return new ApiKey(name, value, State.EXPIRED, Set.of());
    }

    /** A key whose account is empty. */
    public static ApiKey withoutBalance(String name, String value) {
        return new ApiKey(name, value, State.NO_BALANCE, Set.of());
    }

    /** A key that works only for the given models; others answer 403. */
    public static ApiKey forModels(String name, String value, String... models) {
        return new ApiKey(name, value, State.VALID, Set.of(models));
    }

    /** True if the key may use the model. */
    public boolean allows(String model) {
        return models.isEmpty() || models.contains(model);
    }

    /** Names the key without its value. */
    @Override
    public String toString() {
        return "ApiKey[" + name + ", " + state + "]";
    }
}
