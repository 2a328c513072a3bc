package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.Latency;

/**
 * How a queue moves.
 *
 * @param slots how many jobs run at once
 * @param queueLatency how long a job waits at least, unless it says otherwise
 * @param runLatency how long a job runs, unless it says otherwise
 * @param seed makes the latencies repeatable
 */
public record QueueSettings(int slots, Latency queueLatency, Latency runLatency, long seed) {}
