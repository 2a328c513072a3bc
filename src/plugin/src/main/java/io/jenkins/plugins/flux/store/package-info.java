/**
 * Where images go: artifacts, workspaces, agents that are away.
 *
 * <p>Verified files come in; where each is stored goes out. Begin at {@link
 * io.jenkins.plugins.flux.store.BuildImageStore}.
 */
package io.jenkins.plugins.flux.store;
