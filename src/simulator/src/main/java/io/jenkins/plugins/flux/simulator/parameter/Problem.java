package io.jenkins.plugins.flux.simulator.parameter;

/**
 * A parameter that the service refuses.
 *
 * @param field the parameter's name
 * @param message what is wrong, starting with the field
 * @param type what kind of rule was broken, one word for programs
 */
public record Problem(String field, String message, String type) {}
