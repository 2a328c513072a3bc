/**
 * When to poll a service about its jobs. In: how long jobs took; out: when to poll next.
 *
 * <p>The door is {@link io.jenkins.plugins.flux.schedule.PollSchedule}, with two implementations. {@link
 * io.jenkins.plugins.flux.schedule.Backoff} is the simple one, in one file. {@link
 * io.jenkins.plugins.flux.schedule.LearnedSchedule} sees images sooner with fewer polls; its mathematics stays behind
 * it, in classes that are not public. Nothing here knows of calls, threads or clocks: times come in as arguments.
 */
package io.jenkins.plugins.flux.schedule;
