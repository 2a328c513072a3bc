package io.jenkins.plugins.flux.history;

/**
 * The phase of one image of a batch; an immutable snapshot.
 *
 * @param name what it is stored under
 */
public record ImageStatus(String name, ImagePhase phase) {}
