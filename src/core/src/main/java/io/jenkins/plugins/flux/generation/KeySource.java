package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.queue.ApiKey;

/** Where the key comes from. A host looks it up afresh each time, so that a rotated key is found. */
@FunctionalInterface
public interface KeySource {

    /**
     * Looks the key up. May block; called on threads of the generator that are there for that.
     *
     * @throws KeyUnavailableException when there is none; its message names what was looked for and what to do
     */
    ApiKey key() throws KeyUnavailableException;
}
