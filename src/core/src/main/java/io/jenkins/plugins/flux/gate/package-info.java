/**
 * The way to an endpoint, shared by all batches: how many jobs at once, how many calls a second, whose turn it is, and
 * the pauses that the service asks for.
 *
 * <p>In come calls; out comes the answer of each, made when it is its turn. Begin at {@link
 * io.jenkins.plugins.flux.gate.EndpointGate}. Nothing here knows of images.
 */
package io.jenkins.plugins.flux.gate;
