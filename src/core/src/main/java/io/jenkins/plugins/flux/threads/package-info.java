/**
 * Who does the work: one event loop that never blocks, and bounded pools for what may block or hang.
 *
 * <p>Begin at {@link io.jenkins.plugins.flux.threads.EventLoop} and {@link io.jenkins.plugins.flux.threads.WorkPool}.
 */
package io.jenkins.plugins.flux.threads;
