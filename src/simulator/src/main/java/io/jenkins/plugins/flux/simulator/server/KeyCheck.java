package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.ApiKey;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import java.util.Optional;

/** Checks the keys of calls. */
final class KeyCheck {
    private final KeyRing keys;

    KeyCheck(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the refusal of a call because of its key; empty if the key is valid. */
    Optional<Reply> refusal(Call call) {
        if (keys.value(call.authorization()).isEmpty()) {
            return Optional.of(ErrorReplies.gateway(401, "UNAUTHORIZED", "Missing API key"));
        }
        Optional<ApiKey> key = key(call);
        if (key.isEmpty()) {
            return Optional.of(ErrorReplies.gateway(403, "FORBIDDEN", "Invalid API key"));
        }
        if (key.get().state() == ApiKey.State.EXPIRED) {
            return Optional.of(ErrorReplies.gateway(403, "FORBIDDEN", "This API key has expired"));
        }
        return Optional.empty();
    }

    /** Returns the refusal of a submit because of its key; empty if the key may submit to the model. */
    Optional<Reply> submitRefusal(ApiKey key, String model) {
        if (!key.allows(model)) {
            return Optional.of(ErrorReplies.detail(403, "Model not allowed for this user"));
        }
        if (key.state() == ApiKey.State.NO_BALANCE) {
            return Optional.of(ErrorReplies.gateway(403, "INSUFFICIENT_BALANCE", "The account has no balance left"));
        }
        return Optional.empty();
    }

    Optional<ApiKey> key(Call call) {
        return keys.find(call.authorization());
    }
}
