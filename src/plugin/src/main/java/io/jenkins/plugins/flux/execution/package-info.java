/**
 * One batch on behalf of a build: prepared, started and recorded; and what all builds share.
 *
 * <p>In come a step's parameters and the place where it runs; out comes a {@link
 * io.jenkins.plugins.flux.execution.BatchReport}. Begin at {@link io.jenkins.plugins.flux.execution.BatchExecution}.
 */
package io.jenkins.plugins.flux.execution;
