/**
 * The way to an endpoint, shared by all batches: jobs in flight, calls per second, whose turn it is, and the pauses
 * that the service requests.
 *
 * <p>Calls come in; their answers go out, each call made when its turn comes. Begin at {@link
 * io.jenkins.plugins.flux.gate.EndpointGate}. Nothing here knows about images.
 */
package io.jenkins.plugins.flux.gate;
