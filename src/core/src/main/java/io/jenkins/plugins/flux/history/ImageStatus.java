package io.jenkins.plugins.flux.history;

/**
 * Where one image of a batch stands; an immutable snapshot.
 *
 * @param name what it is stored under
 */
public record ImageStatus(String name, ImagePhase phase) {}
