/**
 * The protocol of the image queue: requests, addresses, answers, and what every failure means.
 *
 * <p>{@link io.jenkins.plugins.flux.queue.QueueClient} makes the calls. It never retries and never waits; its caller
 * decides about that from {@link io.jenkins.plugins.flux.queue.QueueException.Kind}.
 */
package io.jenkins.plugins.flux.queue;
