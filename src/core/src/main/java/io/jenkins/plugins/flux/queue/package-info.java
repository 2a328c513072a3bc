/**
 * The protocol of the image queue and nothing else: requests, addresses, answers, and what every failure means.
 *
 * <p>{@link io.jenkins.plugins.flux.queue.QueueClient} makes the calls. It repeats none and waits for none; when to ask again is
 * decided by its caller from {@link io.jenkins.plugins.flux.queue.QueueException.Kind}.
 */
package io.jenkins.plugins.flux.queue;
