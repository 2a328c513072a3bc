package io.jenkins.plugins.flux.simulator.parameter;

/**
 * A refused parameter.
 *
 * @param field the parameter's name
 * @param message what is wrong, starting with the field
 * @param type kind of rule, as one word for programs
 */
public record Problem(String field, String message, String type) {}
