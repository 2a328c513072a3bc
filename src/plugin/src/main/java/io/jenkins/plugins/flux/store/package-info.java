/**
 * Where images go: artifacts, workspaces, agents that are away.
 *
 * <p>In come verified files; out comes where each is kept. Begin at {@link
 * io.jenkins.plugins.flux.store.BuildImageStore}.
 */
package io.jenkins.plugins.flux.store;
