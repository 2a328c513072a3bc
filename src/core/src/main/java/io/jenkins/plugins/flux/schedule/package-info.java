/**
 * When to ask a service about its jobs: learned from how long jobs take, per endpoint, model and size.
 *
 * <p>The ways in are {@link io.jenkins.plugins.flux.schedule.PollSchedules} for a generator and {@link
 * io.jenkins.plugins.flux.schedule.JobPolls} for one job. Nothing here knows of calls, threads or clocks: times come in as
 * arguments.
 */
package io.jenkins.plugins.flux.schedule;
