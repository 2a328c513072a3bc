/**
 * Orphaned jobs: what a restart or the end of a build has left without a build that waits for it. Jobs are canceled,
 * complete images are kept, and the log says so.
 *
 * <p>In come Jenkins' own events. Begin at {@link io.jenkins.plugins.flux.recovery.OrphanedJobs}.
 */
package io.jenkins.plugins.flux.recovery;
