/**
 * Orphaned jobs: those that no build waits for any longer, after a restart or the end of a build. Jobs are canceled,
 * complete images are kept, and the log says so.
 *
 * <p>Jenkins' own events come in. Begin at {@link io.jenkins.plugins.flux.recovery.OrphanedJobs}.
 */
package io.jenkins.plugins.flux.recovery;
