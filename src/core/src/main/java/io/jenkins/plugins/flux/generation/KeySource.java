package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ApiKey;

/** Looks up the key, afresh each time, so that a rotated key is found. */
@FunctionalInterface
public interface KeySource {

    /**
     * Looks the key up. May block; called on threads of the generator that are meant for it.
     *
     * @throws KeyUnavailableException when there is none; its message names what was looked for and what to do
     */
    ApiKey key() throws KeyUnavailableException;
}
