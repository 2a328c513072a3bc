package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.Latency;

/**
 * The settings of a queue.
 *
 * @param slots how many jobs run at once
 * @param queueLatency minimum time that a job waits, unless it has its own
 * @param runLatency how long a job runs, unless it has its own latency
 * @param seed makes the latencies repeatable
 */
public record QueueSettings(int slots, Latency queueLatency, Latency runLatency, long seed) {}
